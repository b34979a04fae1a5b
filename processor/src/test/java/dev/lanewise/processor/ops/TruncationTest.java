package dev.lanewise.processor.ops;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.lanewise.processor.compiled.Batch;
import dev.lanewise.processor.compiled.Compilation;
import dev.lanewise.processor.compiled.Net;
import dev.lanewise.processor.reference.DropoutFormula;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Truncation at random. Where the loss is of the last step, each step's input reaches it through
 * the states of all steps behind: its gradient is the full one times the numbers of these.
 */
class TruncationTest {
  private static final double PROBABILITY = 0.3;
  private static final int STEPS = 5;
  private static final int ROWS = 3;

  /** One layer over {@code x}, by the name of its models. */
  private static final Map<String, String> LAYERS =
      Map.of(
          "Lstm", "@Lstm(units = 6, returnSequence = false)",
          "Peephole", "@Lstm(units = 17, peephole = true, returnSequence = false)",
          "Gru", "@Gru(units = 6, returnSequence = false)",
          "Rnn", "@SimpleRnn(units = 6, returnSequence = false)",
          "Ind", "@IndRnn(units = 6, returnSequence = false)",
          "Jordan", "@Jordan(units = 7, outputs = 6, returnSequence = false)",
          "Two", "@Recurrent(value = TwoStates.class, returnSequence = false)",
          "Back", "@Recurrent(value = TwoStates.class, reverse = true, returnSequence = false)");

  /** States that lie as images and as features. */
  private static final String CELL =
      """
      @Cell interface TwoStates {
        @Input Tensor x();
        @State({2, 3, 3}) Tensor image();
        @State(6) Tensor a();
        @Dense(units = 18) Tensor change(Tensor a);
        @Reshape({2, 3, 3}) Tensor changes(Tensor change);
        @Add Tensor sum(Tensor image, Tensor changes);
        @Activation(TANH) @Next("image") Tensor seen(Tensor sum);
        @Flatten Tensor flat(Tensor seen);
        @Concat Tensor all(Tensor flat, Tensor a, Tensor x);
        @Dense(units = 6, activation = TANH) @Next("a") @Output Tensor y(Tensor all);
      }
      """;

  private static Compilation compilation;

  @BeforeAll
  static void compile() {
    List<String> sources = new ArrayList<>(List.of(CELL));
    for (String type : List.of("FLOAT", "DOUBLE")) {
      LAYERS.forEach((name, layer) -> {
        sources.add(model(name, type, layer, ""));
        sources.add(model(name + "Cut", type, layer, "@TruncatedBptt(probability = 0.3)"));
      });
      sources.add(deep("Deep_" + type, type, ""));
      sources.add(deep("DeepCut_" + type, type, "@TruncatedBptt(probability = 0.3)"));
    }
    compilation = Compilation.of(sources);
  }

  /** Each row has tokens of its own, so that their embeddings' gradients are its inputs'. */
  private static String model(String name, String type, String layer, String annotation) {
    return """
    @Model(batch = 3, type = DataType.%s) %s interface %s_%1$s {
      @TokenInput(length = 5, vocabulary = 15) Tensor tokens();
      @Label(%d) Tensor target();
      @Embedding(features = 4) Tensor x(Tensor tokens);
      %s @Output Tensor y(Tensor x);
      @MeanSquaredErrorLoss Tensor loss(Tensor y, Tensor target); }
    """
        .formatted(type, annotation, name, name.startsWith("Peephole") ? 17 : 6, layer);
  }

  /** Two layers in both directions, samples that end early, losses of all steps. */
  private static String deep(String name, String type, String annotation) {
    return """
    @Model(batch = 3, type = DataType.%s) %s interface %s {
      @SequenceInput(length = 5, features = 2, variable = true) Tensor x();
      @Label({5, 6}) Tensor target();
      @Lstm(units = 3, layers = 2, bidirectional = true) @Output Tensor y(Tensor x);
      @MeanSquaredErrorLoss Tensor loss(Tensor y, Tensor target); }
    """
        .formatted(type, annotation, name);
  }

  private static Batch tokens(Net net) {
    Batch random = Batch.random(net.spec(), ROWS, 1);
    double[] tokens = IntStream.range(0, ROWS * STEPS).asDoubleStream().toArray();
    return new Batch(ROWS, Map.of("tokens", tokens, "target", random.values().get("target")));
  }

  @TestFactory
  Stream<DynamicTest> everyStateByTheNumberOfItsStep() {
    List<DynamicTest> tests = new ArrayList<>();
    for (String name : LAYERS.keySet()) {
      for (String type : List.of("FLOAT", "DOUBLE")) {
        for (int bits : Compilation.WIDTHS) {
          String title = String.join(" ", name, type, bits + " bits");
          tests.add(dynamicTest(title, () -> isScaled(name, "_" + type, bits)));
        }
      }
    }
    return tests.stream();
  }

  private static void isScaled(String name, String type, int bits) {
    Net full = compilation.net(name + type, bits);
    Net cut = compilation.net(name + "Cut" + type, bits);
    int cutSteps = 0;
    for (int key = 1; key <= 4; key++) {
      double[] expected = full.step(tokens(full)).gradients().get("x.weight");
      double[] found = cut.step(tokens(cut), 2, key).gradients().get("x.weight");
      for (int row = 0; row < ROWS; row++) {
        for (int step = 0; step < STEPS; step++) {
          double factor = factor(key, row, step, name.equals("Back"));
          cutSteps += factor == 0 ? 1 : 0;
          for (int i = (row * STEPS + step) * 4; i < (row * STEPS + step + 1) * 4; i++) {
            assertEquals(factor * expected[i], found[i], 1e-6, "step " + step + " of row " + row);
          }
        }
      }
    }
    assertTrue(cutSteps > 10 && cutSteps < 50, cutSteps + " of 60 are cut");
  }

  /** What the states between a step and the loss were multiplied by. */
  private static double factor(int key, int row, int step, boolean reverse) {
    double factor = 1;
    for (int s = reverse ? 0 : step + 1; s < (reverse ? step : STEPS); s++) {
      boolean passed = DropoutFormula.kept(key, "y", row * STEPS + s, PROBABILITY);
      factor *= passed ? 1 / (1 - PROBABILITY) : 0;
    }
    return factor;
  }

  @Test
  void onAverageTheFullGradient() {
    Net full = compilation.net("Deep_DOUBLE", 512);
    Net cut = compilation.net("DeepCut_DOUBLE", 512);
    Batch batch = Batch.random(full.spec(), ROWS, 1);
    int draws = 4000;
    full.step(batch)
        .gradients()
        .forEach((name, expected) -> {
          double[] sum = new double[expected.length];
          double[] squares = new double[expected.length];
          for (int key = 0; key < draws; key++) {
            double[] drawn = cut.step(batch, 1, key * 7919).gradients().get(name);
            for (int i = 0; i < sum.length; i++) {
              sum[i] += drawn[i];
              squares[i] += drawn[i] * drawn[i];
            }
          }
          for (int i = 0; i < sum.length; i++) {
            double mean = sum[i] / draws;
            double error = Math.sqrt(Math.max(0, squares[i] / draws - mean * mean) / draws);
            assertEquals(expected[i], mean, 5 * error + 1e-12, name + " " + i);
          }
        });
  }

  @Test
  void theSameBitsForAnyNumberOfThreadsAndAlikeAtEveryWidth() {
    Net widest = compilation.net("DeepCut_FLOAT", 512);
    Batch batch = Batch.random(widest.spec(), ROWS, 1);
    Map<String, double[]> expected = widest.step(batch).gradients();
    widest
        .step(batch, 3)
        .gradients()
        .forEach((name, values) -> assertArrayEquals(expected.get(name), values, name));
    for (int bits : List.of(256, 128, 0)) {
      Map<String, double[]> found = compilation.net("DeepCut_FLOAT", bits).step(batch).gradients();
      expected.forEach((name, values) -> assertArrayEquals(values, found.get(name), 1e-6, name));
    }
  }

  @Test
  void predictionKnowsNothingOfIt() {
    Net full = compilation.net("Lstm_FLOAT", 512);
    Net cut = compilation.net("LstmCut_FLOAT", 512);
    assertTrue(
        Arrays.equals(full.predict(tokens(full)).get("y"), cut.predict(tokens(cut)).get("y")));
  }
}
