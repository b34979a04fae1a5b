package dev.lanewise.processor.ops;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Transposed convolutions: strides beyond the kernel, pads that cut, sizes that are added. */
class ConvTransposeTest {
  /** Channels, sizes, then the attributes. */
  private static final String[][] GEOMETRIES = {
    {"1, 7", "filters = 1, kernel = 3"},
    {"3, 8", "filters = 7, kernel = 2, stride = 2"},
    {"7, 9", "filters = 18, kernel = 3, stride = 2, pads = 1, outputPadding = 1"},
    {"17, 5", "filters = 5, kernel = 2, stride = 3, outputPadding = 2"},
    {"16, 6", "filters = 3, kernel = 3, dilation = 3, pads = {2, 1}, outputPadding = 2"},
    {"6, 1", "filters = 9, kernel = 1"},
    {"4, 1, 1", "filters = 17, kernel = 4"},
    {"1, 6, 5", "filters = 3, kernel = 3, pads = 1"},
    {"3, 5, 4", "filters = 5, kernel = 5, stride = 2, pads = 2, outputPadding = 1"},
    {"17, 4, 3", "filters = 31, kernel = 2, stride = 2"},
    {"36, 3, 3", "filters = 16, kernel = 4, stride = 2, pads = 1"},
    {"5, 4, 3", "filters = 7, kernel = {1, 3}, stride = {2, 1}, pads = {0, 1, 0, 2}"},
    {"7, 3, 4", "filters = 1, kernel = 2, stride = 3, dilation = 2, pads = {1, 0, 0, 2}"},
    {"2, 3, 3", "filters = 4, kernel = 3, pads = 3, stride = 4"},
    {"6, 7", "filters = 9, kernel = 3, groups = 3, stride = 2"},
    {"17, 4, 3", "filters = 17, kernel = 3, groups = 17, stride = 2, pads = 1"},
    {"32, 3, 4", "filters = 64, kernel = 2, groups = 2, stride = 2"},
    {"4, 5, 4", "filters = 32, kernel = 3, groups = 2, pads = 1, dilation = 2"},
    {"34, 3, 3", "filters = 6, kernel = 3, groups = 2, stride = 3, outputPadding = 1"},
  };

  @TestFactory
  Stream<DynamicTest> geometries() {
    OpHarness harness = new OpHarness();
    for (int i = 0; i < GEOMETRIES.length; i++) {
      String[] g = GEOMETRIES[i];
      int rank = g[0].split(",").length - 1;
      harness.add(
          "conv_transpose" + rank + "d of " + g[0] + ", " + g[1],
          OpHarness.batch(i),
          """
          @Input({%1$s}) Tensor x();
          @Conv%2$dd(filters = %4$s, kernel = 1) Tensor w(Tensor x);
          @ConvTranspose%2$dd(%3$s, activation = ActivationFunction.TANH)
          @Output Tensor y(Tensor x);
          @ConvTranspose%2$dd(%3$s, bias = false) Tensor z(Tensor w);
          @MeanSquaredErrorLoss Tensor loss(Tensor y, Tensor z);
          """
              .formatted(g[0], rank, g[1], g[0].split(",")[0]));
    }
    return harness.tests();
  }
}
