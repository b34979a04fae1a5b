package dev.lanewise.processor.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.processor.compiled.Compilation;
import dev.lanewise.processor.reference.Agreement;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** LSTM layers: units below, at and above a vector, states in and out, stacks, both directions. */
class LstmTest {
  /** Backwards the loop begins there, and both directions at once go through all steps. */
  @Test
  void aSinglePredictionRunsTheStepsThatItsSampleHas() {
    String model =
        """
        @Model(batch = 2) interface %s {
          @SequenceInput(length = 9, features = 3, variable = true) Tensor words();
          @Input(2) Tensor other();
          %s Tensor state(Tensor words);
          @StateOf("h") @Output Tensor y(Tensor state);
          @Concat @Output Tensor both(Tensor y, Tensor other);
        }
        """;
    String reverse = "@Recurrent(value = Sum.class, reverse = true)";
    Compilation compilation =
        Compilation.of(
            model.formatted("Forward", "@Lstm(units = 4)"),
            model.formatted("Both", "@Lstm(units = 4, bidirectional = true)"),
            model.formatted("Back", reverse),
            """
            @Cell interface Sum {
              @Input Tensor x();
              @State(3) Tensor h();
              @Add @Next("h") Tensor y(Tensor x, Tensor h);
            }
            """);
    assertEquals(List.of("0; t < end"), loops(compilation, "Forward"));
    assertEquals(List.of("end * -1 + 9; t < 9"), loops(compilation, "Back"));
    assertEquals(List.of("0; t < 9"), loops(compilation, "Both"));
    for (String name : List.of("Forward", "Both", "Back")) {
      Agreement.check(compilation, name);
    }
  }

  /** Over time, in a prediction of one sample. */
  private static List<String> loops(Compilation compilation, String name) {
    String source = compilation.sources().get(name + "Net512");
    String one = source.substring(source.indexOf(" predictOne("));
    return Pattern.compile("int t = (.*);")
        .matcher(one.substring(0, one.indexOf("\n  }")))
        .results()
        .map(loop ->
            loop.group(1).replaceAll("; t.*", "")
                + loop.group().replaceAll(".*(; t < [^;]*);.*", "$1"))
        .toList();
  }

  @TestFactory
  Stream<DynamicTest> everySize() {
    OpHarness harness = new OpHarness();
    int[] units = {1, 3, 7, 16, 17, 33, 36, 64};
    for (int i = 0; i < units.length; i++) {
      int features = units[(i + 3) % units.length];
      harness.add(
          "lstm %d to %d".formatted(features, units[i]),
          OpHarness.batch(i),
          """
          @SequenceInput(length = %3$d, features = %1$d) Tensor x();
          @Label({%3$d, %2$d}) Tensor target();
          @Dense(units = %1$d) Tensor before(Tensor x);
          @Lstm(units = %2$d) @Output Tensor y(Tensor before);
          @MeanSquaredErrorLoss Tensor loss(Tensor y, Tensor target);
          """
              .formatted(features, units[i], 1 + i % 5));
    }
    return harness.tests();
  }

  /**
   * A line a model: how many steps, and the layers behind {@code x} of 5 features, the last of
   * which is {@code y}.
   */
  private static final Object[][] MODELS = {
    {4, "8", "@Lstm(units = 8, returnSequence = false) @Output Tensor y(Tensor x);"},
    {
      3,
      "16",
      "@Lstm(units = 16, layers = 3, bias = false, returnSequence = false) @Output Tensor y(Tensor x);"
    },
    {3, "3, 14", "@Lstm(units = 7, bidirectional = true) @Output Tensor y(Tensor x);"},
    {
      3,
      "32",
      "@Lstm(units = 16, layers = 2, bidirectional = true, returnSequence = false) @Output Tensor y(Tensor x);"
    },
    {
      4,
      "4, 6",
      "@Lstm(units = 6, bidirectional = true, merge = Merge.SUM) @Output Tensor y(Tensor x);"
    },
    {
      4,
      "4, 6",
      "@Lstm(units = 6, bidirectional = true, merge = Merge.AVERAGE) @Output Tensor y(Tensor x);"
    },
    {
      2,
      "17",
      "@Lstm(units = 17, bidirectional = true, merge = Merge.MULTIPLY, returnSequence = false) @Output Tensor y(Tensor x);"
    },
    {
      5,
      "5, 9",
      "@Lstm(units = 9, activation = SOFTSIGN, recurrentActivation = HARD_SIGMOID) @Output Tensor y(Tensor x);"
    },
    {
      3,
      "12",
      """
      @Input(12) Tensor h0();
      @Input(12) Tensor c0();
      @Dense(units = 12) Tensor h(Tensor h0);
      @Dense(units = 12, activation = TANH) Tensor c(Tensor c0);
      @Lstm(units = 12) @Output Tensor steps(Tensor x, Tensor h, Tensor c);
      @StateOf("h") Tensor hidden(Tensor steps);
      @StateOf("c") @Output Tensor cell(Tensor steps);
      @Multiply Tensor y(Tensor hidden, Tensor cell);
      """
    },
    {
      1,
      "5",
      """
      @Input(5) Tensor h();
      @Input(5) Tensor c();
      @Lstm(units = 5, returnSequence = false) @Output Tensor y(Tensor x, Tensor h, Tensor c);
      @StateOf("c") @Output Tensor cell(Tensor y);
      """
    },
    {
      4,
      "20",
      """
      @Lstm(units = 20) Tensor code(Tensor x);
      @StateOf("h") Tensor hidden(Tensor code);
      @StateOf("c") Tensor cell(Tensor code);
      @Lstm(units = 20, returnSequence = false) @Output Tensor y(Tensor code, Tensor hidden, Tensor cell);
      """
    },
  };

  @TestFactory
  Stream<DynamicTest> options() {
    OpHarness harness = new OpHarness();
    for (int i = 0; i < MODELS.length; i++) {
      harness.add(
          "lstm " + i,
          OpHarness.batch(i),
          """
          @SequenceInput(length = %s, features = 5) Tensor x();
          @Label({%s}) Tensor target();
          %s
          @MeanSquaredErrorLoss Tensor loss(Tensor y, Tensor target);
          """
              .formatted(MODELS[i]));
    }
    return harness.tests();
  }

  @TestFactory
  Stream<DynamicTest> stepsOfTheirOwnNumber() {
    OpHarness harness = new OpHarness();
    String[] layers = {
      "@Lstm(units = 16) @Output Tensor code(Tensor x); @LastStep Tensor y(Tensor code);",
      "@Lstm(units = 7, returnSequence = false) @Output Tensor y(Tensor x);",
      "@Gru(units = 17, layers = 2, bidirectional = true) @Output Tensor code(Tensor x);"
          + " @ReduceMean(axes = 0) Tensor y(Tensor code);",
      "@SimpleRnn(units = 5, bidirectional = true, merge = Merge.SUM, returnSequence = false) @Output Tensor y(Tensor x);",
    };
    int[] sizes = {16, 7, 34, 5};
    for (int i = 0; i < layers.length; i++) {
      harness.add(
          "variable " + i,
          OpHarness.batch(i),
          """
          @SequenceInput(length = 5, features = 4, variable = true) Tensor x();
          @Label(%d) Tensor target();
          %s
          @MeanSquaredErrorLoss Tensor loss(Tensor y, Tensor target);
          """
              .formatted(sizes[i], layers[i]));
    }
    return harness.tests();
  }

  @Test
  void theCardSaysWhatTrainingKeepsOfEachStep() {
    Compilation compilation =
        Compilation.of(
            List.of(
                """
                @Model(batch = 4) interface Kept {
                  @SequenceInput(length = 25, features = 3) Tensor x();
                  @Label(16) Tensor target();
                  @Lstm(units = 16, returnSequence = false) Tensor y(Tensor x);
                  @MeanSquaredErrorLoss Tensor loss(Tensor y, Tensor target);
                }
                """));
    // h, c, tanh c' of 16 units each, and 64 gates; backwards as many gradients of the gates.
    int step = 4 * (3 * 16 + 64 + 64);
    String said =
        "keeps %,d bytes of a step for each sample, %,d of all".formatted(step, 25 * step);
    String card = compilation.net("Kept", 0).network().summary();
    assertTrue(card.contains(said), card);
  }
}
