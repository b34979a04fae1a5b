package dev.lanewise.processor.ops;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Fully connected layers, followed by another one, so that gradients flow through their inputs. */
class DenseTest {
  private static final String[] FUNCTIONS = {"LINEAR", "RELU", "SIGMOID", "TANH"};

  @TestFactory
  Stream<DynamicTest> everySize() {
    OpHarness harness = new OpHarness();
    for (int i = 0; i < OpHarness.SIZES.length; i++) {
      for (int f = i % 2; f < FUNCTIONS.length; f += 2) {
        int features = OpHarness.SIZES[(i + 3 * f + 2) % OpHarness.SIZES.length];
        add(harness, features, OpHarness.SIZES[i], f < 2, FUNCTIONS[f], i + f);
      }
    }
    return harness.tests();
  }

  /** Weight gradients add up the samples chunk by chunk, the last of them a shorter one. */
  @TestFactory
  Stream<DynamicTest> manySamples() {
    OpHarness harness = new OpHarness();
    add(harness, 300, 250, 131);
    add(harness, 17, 33, 1501);
    return harness.tests();
  }

  /** Results beyond a second-level cache are written row by row, all panels of a tile of rows. */
  @TestFactory
  Stream<DynamicTest> largeResults() {
    OpHarness harness = new OpHarness();
    add(harness, 5, 270, 1001);
    return harness.tests();
  }

  /**
   * Weights beyond a second-level cache, read on for a single sample, all panels and a last one.
   */
  @TestFactory
  Stream<DynamicTest> largeWeights() {
    OpHarness harness = new OpHarness();
    for (int[] size : new int[][] {{700, 390, 1}, {257, 1025, 2}}) {
      harness.add(
          "dense %d to %d".formatted(size[0], size[1]),
          size[2],
          """
          @Input(%1$d) Tensor x();
          @Label(%2$d) Tensor target();
          @Dense(units = %2$d, activation = TANH) @Output Tensor y(Tensor x);
          @MeanSquaredErrorLoss Tensor loss(Tensor y, Tensor target);
          """
              .formatted(size[0], size[1]));
    }
    return harness.tests();
  }

  /** The gradients of all their weights are computed side by side, in one chunk and in several. */
  @TestFactory
  Stream<DynamicTest> sumsOfLayers() {
    OpHarness harness = new OpHarness();
    for (int[] size : new int[][] {{3, 17, 36, 5}, {36, 100, 7, 2}, {100, 33, 200, 301}}) {
      harness.add(
          "dense %d and %d to %d".formatted(size[0], size[1], size[2]),
          size[3],
          """
          @Input(%1$d) Tensor x();
          @Input(%2$d) Tensor z();
          @Label(%3$d) Tensor target();
          @Dense(units = %3$d) Tensor a(Tensor x);
          @Dense(units = %3$d, bias = false) Tensor b(Tensor z);
          @Dense(units = %3$d) Tensor c(Tensor z);
          @Add Tensor ab(Tensor a, Tensor b);
          @Add @Output Tensor y(Tensor ab, Tensor c);
          @MeanSquaredErrorLoss Tensor loss(Tensor y, Tensor target);
          """
              .formatted(size[0], size[1], size[2]));
    }
    return harness.tests();
  }

  private static void add(OpHarness harness, int features, int units, int samples) {
    harness.add(
        "dense %d to %d".formatted(features, units),
        samples,
        """
        @Input(%1$d) Tensor x();
        @Label(%2$d) Tensor target();
        @Dense(units = %2$d) @Output Tensor a(Tensor x);
        @MeanSquaredErrorLoss Tensor loss(Tensor a, Tensor target);
        """
            .formatted(features, units));
  }

  private static void add(
      OpHarness harness, int features, int units, boolean bias, String function, int shape) {
    harness.add(
        "dense %d to %d, bias %b, %s".formatted(features, units, bias, function.toLowerCase()),
        OpHarness.batch(shape),
        """
        @Input(%1$d) Tensor x();
        @Label(%1$d) Tensor target();
        @Dense(units = %2$d, bias = %3$b, activation = %4$s) @Output Tensor a(Tensor x);
        @Dense(units = %1$d, bias = false, activation = %4$s) @Output Tensor b(Tensor a);
        @MeanSquaredErrorLoss Tensor loss(Tensor b, Tensor target);
        """
            .formatted(features, units, bias, function));
  }
}
