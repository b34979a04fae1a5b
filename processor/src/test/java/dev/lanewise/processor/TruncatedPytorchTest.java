package dev.lanewise.processor;

import static dev.lanewise.processor.PytorchVectors.everywhere;
import static dev.lanewise.processor.PytorchVectors.near;
import static dev.lanewise.processor.PytorchVectors.pattern;

import dev.lanewise.runtime.Dataset;
import dev.lanewise.runtime.Sgd;
import dev.lanewise.runtime.Streams;
import dev.lanewise.runtime.Trainer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * TBPTT(k1, k2) against PyTorch's, made by hand of windows and {@code detach()}: the losses of some
 * windows, with an update behind each, and the gradients of the last one.
 */
class TruncatedPytorchTest {
  private static final int ROWS = 3;
  private static final int WINDOWS = 4;
  private static final int[][] STEPS = {{1, 1}, {3, 3}, {1, 4}, {2, 5}, {5, 2}, {4, 1}};

  @TestFactory
  Stream<DynamicTest> windowAfterWindow() {
    StringBuilder interfaces = new StringBuilder();
    List<String> names = new ArrayList<>();
    for (int[] k : STEPS) {
      for (String layer : List.of("@Lstm(units = 5, layers = 2)", "@Gru(units = 5)")) {
        names.add(layer.substring(1, layer.indexOf('(')) + "Bptt" + k[0] + "x" + k[1]);
        interfaces.append(
            """
            @TruncatedBptt(k1 = %d, k2 = %d) interface %s {
              @SequenceInput(length = %d, features = 4) Tensor x();
              @Label({%4$d, 5}) Tensor target();
              @Dense(units = 4) Tensor a(Tensor x);
              %5$s @Output Tensor y(Tensor a);
              @MeanSquaredErrorLoss Tensor loss(Tensor y, Tensor target); }
            """
                .formatted(k[0], k[1], names.getLast(), Math.max(k[0], k[1]), layer));
      }
    }
    return everywhere(interfaces.toString(), names, List.of(""), TruncatedPytorchTest::matches);
  }

  private static void matches(PytorchVectors.Subject test) {
    String[] k = test.model().split("Bptt")[1].split("x");
    int k1 = Integer.parseInt(k[0]);
    int steps = Math.max(k1, Integer.parseInt(k[1]));
    int length = steps + (WINDOWS - 1) * k1;
    Dataset windows =
        Streams.of(ROWS, steps, k1)
            .doubles("x", pattern(1, 1, ROWS * length * 4), 4)
            .doubles("target", pattern(2, 1, ROWS * length * 5), 5)
            .dataset();
    Trainer trainer =
        Trainer.of(test.net().network())
            .optimizer(Sgd.withLearningRate(0.5))
            .batch(ROWS)
            .threads(2)
            .quiet();
    double tolerance = test.doublePrecision() ? 1e-12 : 4e-6;
    Map<String, double[]> expected = test.expected();
    for (int w = 0; w < WINDOWS; w++) {
      double loss = trainer.step(windows.slice(w * ROWS, (w + 1) * ROWS));
      String name = "loss" + w;
      near(name, expected.remove(name), new double[] {loss}, 1, tolerance);
    }
    expected.forEach(
        (name, values) -> near(name, values, trainer.gradientAsDoubles(name), 1, tolerance));
  }
}
