package dev.lanewise.processor.ops;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/** Recurrent layers beside LSTMs: units below, at and above a vector, every option. */
class RecurrentTest {
  private static final int[] UNITS = {1, 3, 7, 16, 17, 33};

  private static Stream<DynamicTest> sizes(String annotation) {
    OpHarness harness = new OpHarness();
    for (int i = 0; i < UNITS.length; i++) {
      harness.add(
          "%s(units = %d)".formatted(annotation, UNITS[i]),
          OpHarness.batch(i),
          """
          @SequenceInput(length = %3$d, features = %1$d) Tensor x();
          @Label({%3$d, %2$d}) Tensor target();
          @Dense(units = %1$d) Tensor before(Tensor x);
          @%4$s(units = %2$d) @Output Tensor y(Tensor before);
          @MeanSquaredErrorLoss Tensor loss(Tensor y, Tensor target);
          """
              .formatted(UNITS[(i + 3) % UNITS.length], UNITS[i], 1 + i % 4, annotation));
    }
    return harness.tests();
  }

  @TestFactory
  Stream<DynamicTest> gru() {
    return sizes("Gru");
  }

  @TestFactory
  Stream<DynamicTest> simpleRnn() {
    return sizes("SimpleRnn");
  }

  @TestFactory
  Stream<DynamicTest> indRnn() {
    return sizes("IndRnn");
  }

  /** A layer that reads {@code x} of 4 steps and 5 features, and the shape of what it makes. */
  private static final String[][] LAYERS = {
    {"4,6", "@Gru(units = 6, updateGate = UpdateGate.REPLACE)"},
    {"4,17", "@Gru(units = 17, resetAfter = false)"},
    {
      "16",
      "@Gru(units = 16, resetAfter = false, updateGate = UpdateGate.REPLACE, bias = false, returnSequence = false)"
    },
    {"9", "@Gru(units = 9, layers = 2, bias = false, returnSequence = false)"},
    {
      "4,14",
      "@Gru(units = 7, bidirectional = true, activation = SOFTSIGN, recurrentActivation = HARD_SIGMOID)"
    },
    {"4,9", "@Gru(units = 9, activation = GELU, recurrentActivation = SILU)"},
    {"4,5", "@Gru(units = 5, activation = LINEAR)"},
    {"4,20", "@Gru(units = 20, activation = RELU)"},
    {"4,8", "@SimpleRnn(units = 8, activation = RELU)"},
    {"7", "@SimpleRnn(units = 7, activation = SILU, layers = 2, returnSequence = false)"},
    {"4,5", "@SimpleRnn(units = 5, bidirectional = true, merge = Merge.SUM, bias = false)"},
    {"4,3", "@SimpleRnn(units = 3, activation = LINEAR)"},
    {"4,6", "@IndRnn(units = 6, activation = TANH, layers = 2)"},
    {"4,32", "@IndRnn(units = 16, bidirectional = true, bias = false)"},
    {"4,3", "@Jordan(units = 9, outputs = 3)"},
    {"16", "@Jordan(units = 7, outputs = 16, outputActivation = SIGMOID, returnSequence = false)"},
    {
      "4,34",
      "@Jordan(units = 33, outputs = 17, activation = RELU, bidirectional = true, layers = 2)"
    },
    {"4,9", "@Lstm(units = 9, activation = GELU)"},
    {"4,17", "@Lstm(units = 17, activation = LINEAR)"},
    {"4,7", "@Lstm(units = 7, peephole = true)"},
    {"4,16", "@Lstm(units = 16, peephole = true, activation = SOFTSIGN, forgetBias = 1)"},
    {"17", "@Lstm(units = 17, coupledGates = true, returnSequence = false)"},
    {"4,33", "@Lstm(units = 33, coupledGates = true, forgetBias = 0.5, bias = true)"},
    {"4,6", "@Lstm(units = 3, coupledGates = true, peephole = true, bidirectional = true)"},
    {"4,8", "@Lstm(units = 8, recurrentDropout = 0.4)"},
    {"4,17", "@Lstm(units = 17, layers = 2, inputDropout = 0.2, outputDropout = 0.5)"},
    {
      "16",
      "@Lstm(units = 8, layers = 2, bidirectional = true, inputDropout = 0.1, outputDropout = 0.2, recurrentDropout = 0.3, returnSequence = false)"
    },
    {"4,6", "@Lstm(units = 6, peephole = true, recurrentDropout = 0.3)"},
    {"4,9", "@Gru(units = 9, recurrentDropout = 0.5)"},
    {
      "4,16",
      "@Gru(units = 16, layers = 2, resetAfter = false, recurrentDropout = 0.3, outputDropout = 0.3)"
    },
    {"4,5", "@SimpleRnn(units = 5, inputDropout = 0.5, recurrentDropout = 0.2)"},
    {"4,20", "@IndRnn(units = 20, recurrentDropout = 0.4)"},
    {"4,3", "@Jordan(units = 12, outputs = 3, recurrentDropout = 0.4)"},
    {"4,7", "@Lstm(units = 7) @L2(0.1)"},
    {"4,16", "@Gru(units = 16, layers = 2) @L1(0.01) @L2(value = 0.1, bias = true)"},
    {"4,9", "@IndRnn(units = 9) @L2(0.2)"},
    {"4,5", "@Lstm(units = 5, peephole = true) @L1(0.1)"},
    {"7", "@Lstm(units = 7, recurrentActivation = SILU, layers = 2, returnSequence = false)"},
  };

  @TestFactory
  Stream<DynamicTest> options() {
    OpHarness harness = new OpHarness();
    for (int i = 0; i < LAYERS.length; i++) {
      harness.add(
          LAYERS[i][1],
          OpHarness.batch(i),
          """
          @SequenceInput(length = 4, features = 5) Tensor x();
          @Label({%s}) Tensor target();
          %s @Output Tensor y(Tensor x);
          @MeanSquaredErrorLoss Tensor loss(Tensor y, Tensor target);
          """
              .formatted((Object[]) LAYERS[i]));
    }
    return harness.tests();
  }

  private static final List<Integer> ODD = List.of(1, 3, 7, 17, 33);

  /** Options side by side. */
  private static final String[][] TOGETHER = {
    {
      "@Lstm(units = %d, peephole = true",
      "@Lstm(units = %d, coupledGates = true",
      "@Lstm(units = %d, coupledGates = true, peephole = true",
      "@Lstm(units = %d, activation = SOFTSIGN, recurrentActivation = HARD_SIGMOID",
      "@Lstm(units = %d, forgetBias = 1, bidirectional = true, merge = Merge.AVERAGE",
      "@Lstm(units = %d, inputDropout = 0.2, recurrentDropout = 0.4, returnSequence = false",
      "@Lstm(units = %d, layers = 2, outputDropout = 0.3, bias = false",
    },
    {
      "@Gru(units = %d, resetAfter = false",
      "@Gru(units = %d, updateGate = UpdateGate.REPLACE",
      "@Gru(units = %d, resetAfter = false, recurrentDropout = 0.4",
      "@Gru(units = %d, activation = RELU, recurrentActivation = HARD_SIGMOID",
      "@Gru(units = %d, bidirectional = true, merge = Merge.MULTIPLY",
      "@Gru(units = %d, inputDropout = 0.2, recurrentDropout = 0.4, returnSequence = false",
      "@Gru(units = %d, layers = 2, outputDropout = 0.3, bias = false",
    },
    {
      "@SimpleRnn(units = %d, activation = RELU, bidirectional = true, merge = Merge.SUM",
      "@SimpleRnn(units = %d, layers = 2, bidirectional = true, returnSequence = false",
      "@SimpleRnn(units = %d, inputDropout = 0.2, recurrentDropout = 0.4",
      "@IndRnn(units = %d, bidirectional = true, returnSequence = false",
      "@IndRnn(units = %d, layers = 2, recurrentDropout = 0.4, outputDropout = 0.2",
      "@Jordan(outputs = %d, units = 7, bidirectional = true",
      "@Jordan(outputs = %1$d, units = %1$d, outputActivation = SIGMOID, recurrentDropout = 0.4, returnSequence = false",
    },
  };

  @TestFactory
  Stream<DynamicTest> optionsAtOddSizes() {
    return optionsAt(List.of(3, 17));
  }

  @TestFactory
  @Tag("full")
  Stream<DynamicTest> optionsAtAllOddSizes() {
    return optionsAt(ODD);
  }

  private static Stream<DynamicTest> optionsAt(List<Integer> sizes) {
    OpHarness harness = new OpHarness();
    for (int i = 0; i < TOGETHER.length; i++) {
      for (int units : sizes) {
        together(harness, TOGETHER[i], units, i + ODD.indexOf(units));
      }
    }
    return harness.tests();
  }

  /** What one layer calls its parts may be another layer's name. */
  @TestFactory
  Stream<DynamicTest> namesakes() {
    OpHarness harness = new OpHarness();
    for (int units : new int[] {3, 40}) {
      harness.add(
          "namesakes of " + units + " units",
          3,
          """
          @SequenceInput(length = 4, features = 3) Tensor x();
          @Gru(units = %1$d, layers = 2, bidirectional = true) Tensor h(Tensor x);
          @Lstm(units = %1$d) Tensor h1(Tensor x);
          @Lstm(units = %1$d) Tensor hBack(Tensor x);
          @SimpleRnn(units = %1$d) Tensor h1Back(Tensor h1);
          @IndRnn(units = %1$d) Tensor hGrad(Tensor hBack);
          @SimpleRnn(units = %1$d) Tensor h1_h(Tensor hGrad);
          @Concat Tensor all(Tensor h, Tensor h1Back, Tensor h1_h);
          @LastStep @Output Tensor last(Tensor all);
          @Dense(units = 2) Tensor y(Tensor last);
          @Label(2) Tensor target();
          @MeanSquaredErrorLoss Tensor loss(Tensor y, Tensor target);
          """
              .formatted(units));
    }
    return harness.tests();
  }

  private static void together(OpHarness harness, String[] layers, int units, int shape) {
    int features = ODD.get((shape + 3) % ODD.size());
    StringBuilder model = new StringBuilder();
    model.append(
        """
        @SequenceInput(length = 3, features = %1$d, variable = %2$b) Tensor x();
        @Dense(units = %1$d) Tensor before(Tensor x);
        """
            .formatted(features, shape % 2 == 0));
    for (int i = 0; i < layers.length; i++) {
      boolean sideBySide = layers[i].contains("bidirectional") && !layers[i].contains("merge");
      String steps = layers[i].contains("returnSequence") ? "" : "3, ";
      model.append(
          """
          @Label({%1$s%2$d}) Tensor t%3$d();
          %4$s) @Output Tensor y%3$d(Tensor before);
          @MeanSquaredErrorLoss Tensor loss%3$d(Tensor y%3$d, Tensor t%3$d);
          """
              .formatted(steps, sideBySide ? 2 * units : units, i, layers[i].formatted(units)));
    }
    String label = layers[0].replaceAll("\\(.*", "");
    harness.add(
        "options of " + label + ", " + units + " units", OpHarness.batch(shape), model.toString());
  }

  /** Layers whose first states come from outside and whose last ones go there. */
  private static final String[] STATES = {
    "@Gru(units = %d)",
    "@Gru(units = %d, resetAfter = false)",
    "@Lstm(units = %d)",
    "@Lstm(units = %d, peephole = true)",
    "@SimpleRnn(units = %d)",
    "@IndRnn(units = %d)",
    "@Jordan(units = 5, outputs = %d)"
  };

  /** Steps and units: of a single step the first states are next to all that reads the last. */
  private static final int[][] LOOPS = {{1, 33}, {3, 7}};

  @TestFactory
  Stream<DynamicTest> states() {
    OpHarness harness = new OpHarness();
    for (int i = 0; i < STATES.length; i++) {
      for (int[] loop : LOOPS) {
        states(harness, STATES[i].formatted(loop[1]), loop[0], loop[1], i);
      }
    }
    return harness.tests();
  }

  private static void states(OpHarness harness, String layer, int steps, int units, int shape) {
    boolean cell = layer.startsWith("@Lstm");
    harness.add(
        steps + " steps of " + layer,
        OpHarness.batch(shape),
        """
        @SequenceInput(length = %1$d, features = 5) Tensor x();
        @Input(%2$d) Tensor first();
        @Label(%2$d) Tensor target();
        @Dense(units = %2$d) Tensor before(Tensor first);
        @Dense(units = %2$d) Tensor other(Tensor first);
        %3$s @Output Tensor steps(Tensor x, Tensor before%4$s);
        @StateOf("%5$s") @Output Tensor last(Tensor steps);
        @MeanSquaredErrorLoss Tensor loss(Tensor last, Tensor target);
        @MeanSquaredErrorLoss Tensor near(Tensor other, Tensor target);
        """
            .formatted(
                steps,
                units,
                layer,
                cell ? ", Tensor other" : "",
                layer.startsWith("@Jordan") ? "y" : cell ? "c" : "h"));
  }
}
