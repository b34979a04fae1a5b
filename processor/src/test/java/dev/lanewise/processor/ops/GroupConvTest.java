package dev.lanewise.processor.ops;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Convolutions in groups: depthwise, with a multiplier, and of groups of any size. */
class GroupConvTest {
  /** Channels, sizes, then the attributes. */
  private static final String[][] GEOMETRIES = {
    {"3, 7", "filters = 3, kernel = 3, groups = 3"},
    {"17, 9", "filters = 17, kernel = 3, groups = 17, padding = Padding.SAME"},
    {"7, 12", "filters = 14, kernel = 2, groups = 7, stride = 3, pads = 1"},
    {"36, 5", "filters = 36, kernel = 1, groups = 36"},
    {"2, 25", "filters = 2, kernel = 9, groups = 2, padding = Padding.CAUSAL"},
    {"6, 8", "filters = 9, kernel = 3, groups = 3, dilation = 2, pads = 2"},
    {"3, 6, 9", "filters = 9, kernel = 3, groups = 3, pads = 1"},
    {"7, 6, 5", "filters = 7, kernel = 3, groups = 7, padding = Padding.SAME"},
    {"17, 7, 15", "filters = 17, kernel = 3, groups = 17, stride = 2, pads = 1"},
    {"36, 5, 6", "filters = 36, kernel = 5, groups = 36, pads = 2"},
    {
      "33, 6, 4",
      "filters = 33, kernel = {2, 3}, groups = 33, stride = {2, 1}, dilation = {1, 2}, pads = {0, 1, 1, 2}"
    },
    {"5, 9, 9", "filters = 5, kernel = 2, groups = 5, stride = 3, dilation = 2"},
    {"36, 4, 4", "filters = 18, kernel = 3, groups = 2, pads = 1"},
    {"6, 5, 4", "filters = 6, kernel = 2, groups = 2"},
    {"32, 4, 5", "filters = 64, kernel = 3, groups = 2, padding = Padding.SAME, stride = 2"},
    {"34, 3, 4", "filters = 17, kernel = 3, groups = 17, pads = 1"},
    {"2, 9", "filters = 32, kernel = 3, groups = 2"},
    {"6, 5, 4", "filters = 96, kernel = 3, groups = 2, pads = 1"},
    {"64, 7", "filters = 6, kernel = 2, groups = 2, stride = 2"},
    {"160, 3, 3", "filters = 160, kernel = 3, groups = 2, pads = 1"},
    {"3, 3, 4, 3", "filters = 6, kernel = 2, groups = 3, pads = 1"},
  };

  @TestFactory
  Stream<DynamicTest> geometries() {
    OpHarness harness = new OpHarness();
    for (int i = 0; i < GEOMETRIES.length; i++) {
      String[] g = GEOMETRIES[i];
      int rank = g[0].split(",").length - 1;
      harness.add(
          "group_conv" + rank + "d of " + g[0] + ", " + g[1],
          OpHarness.batch(i + 2),
          """
          @Input({%1$s}) Tensor x();
          @Conv%2$dd(filters = %4$s, kernel = 1) Tensor w(Tensor x);
          @Conv%2$dd(%3$s, activation = ActivationFunction.TANH) @Output Tensor y(Tensor x);
          @Conv%2$dd(%3$s, bias = false) Tensor z(Tensor w);
          @MeanSquaredErrorLoss Tensor loss(Tensor y, Tensor z);
          """
              .formatted(g[0], rank, g[1], g[0].split(",")[0]));
    }
    return harness.tests();
  }
}
