package dev.lanewise.processor.ops;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Depthwise convolutions with multipliers, and the separable ones that begin with them. */
class SeparableConvTest {
  /** Channels, sizes, then the attributes. */
  private static final String[][] GEOMETRIES = {
    {"1, 9", "kernel = 3, multiplier = 3"},
    {"7, 8", "kernel = 2, multiplier = 2, padding = Padding.CAUSAL"},
    {"17, 6, 5", "kernel = 3, padding = Padding.SAME"},
    {"3, 7, 6", "kernel = 3, multiplier = 3, stride = 2, pads = 1"},
    {"36, 4, 5", "kernel = {1, 3}, multiplier = 2, dilation = {1, 2}, pads = {0, 2}"},
  };

  @TestFactory
  Stream<DynamicTest> geometries() {
    OpHarness harness = new OpHarness();
    for (int i = 0; i < GEOMETRIES.length; i++) {
      String[] g = GEOMETRIES[i];
      int rank = g[0].split(",").length - 1;
      harness.add(
          "separable" + rank + "d of " + g[0] + ", " + g[1],
          OpHarness.batch(i),
          """
          @Input({%1$s}) Tensor x();
          @DepthwiseConv%2$dd(%3$s, activation = ActivationFunction.TANH)
          @Output Tensor d(Tensor x);
          @SeparableConv%2$dd(filters = 7, kernel = 1) @Output Tensor y(Tensor d);
          @SeparableConv%2$dd(filters = 7, %3$s, bias = false) Tensor z(Tensor x);
          @MeanSquaredErrorLoss Tensor loss(Tensor y, Tensor z);
          """
              .formatted(g[0], rank, g[1]));
    }
    return harness.tests();
  }
}
