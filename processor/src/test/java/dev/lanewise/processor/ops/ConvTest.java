package dev.lanewise.processor.ops;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Convolutions of all geometries: odd channels, strides beyond the kernel, one pixel, pads. */
class ConvTest {
  /** Channels, sizes, then the attributes. */
  private static final String[][] GEOMETRIES = {
    {"3, 5, 37", "filters = 5, kernel = 5, padding = Padding.SAME"},
    {"20, 5, 19", "filters = 2, kernel = 3, stride = {2, 1}, pads = {1, 0, 0, 2}"},
    {"5, 70", "filters = 3, kernel = 4, dilation = 2"},
    {"6, 5, 7", "filters = 3, kernel = 1"},
    {"1, 3, 4, 18", "filters = 1, kernel = 2, pads = 1"},
    {"1, 7", "filters = 1, kernel = 3"},
    {"3, 17", "filters = 7, kernel = 2, padding = Padding.SAME"},
    {"7, 23", "filters = 18, kernel = 2"},
    {"17, 9", "filters = 5, kernel = 3, stride = 2, pads = 1"},
    {"16, 12", "filters = 16, kernel = 3, padding = Padding.CAUSAL, dilation = 2"},
    {"5, 11", "filters = 33, kernel = 2, stride = 3"},
    {"6, 1", "filters = 9, kernel = 1"},
    {"1, 8, 8", "filters = 3, kernel = 3, padding = Padding.SAME"},
    {"1, 1, 1", "filters = 1, kernel = 1"},
    {"2, 1, 1", "filters = 3, kernel = 3, padding = Padding.SAME"},
    {"3, 13, 6", "filters = 5, kernel = 5, pads = 2"},
    {"17, 6, 5", "filters = 31, kernel = 3"},
    {"16, 9, 9", "filters = 32, kernel = 3, padding = Padding.SAME"},
    {"8, 7, 7", "filters = 20, kernel = {1, 3}, stride = {2, 1}, pads = {0, 1, 0, 2}"},
    {"36, 4, 5", "filters = 17, kernel = 1"},
    {"32, 6, 6", "filters = 48, kernel = 1, stride = 2"},
    {"5, 10, 9", "filters = 6, kernel = 3, stride = 2, padding = Padding.SAME"},
    {"4, 9, 11", "filters = 4, kernel = 3, dilation = {2, 3}, padding = Padding.SAME"},
    {"7, 7, 8", "filters = 3, kernel = 2, stride = 3, dilation = 2"},
    {"2, 3, 4, 5", "filters = 5, kernel = 2"},
    {"5, 4, 3, 4", "filters = 6, kernel = 3, stride = {1, 2, 2}, padding = Padding.SAME"},
  };

  /** The same with whole vectors of filters, whose lines go to the user's array one by one. */
  private static final String[][] FOR_THE_USER = {
    {"3, 61, 20", "filters = 32, kernel = {3, 1}, pads = {1, 0}"},
    {"2, 70", "filters = 16, kernel = 3, stride = 3"},
    {"2, 3, 4, 9", "filters = 16, kernel = 2, pads = 1"},
    {"5, 9, 21", "filters = 48, kernel = 3, stride = 2, pads = 1"},
    {"5, 9, 21", "filters = 16, kernel = 3, stride = 2, activation = ActivationFunction.GELU"},
    {"32, 7, 7", "filters = 64, kernel = 3, groups = 2, pads = 1"},
  };

  /** More pixels than stay in the second-level cache: lines of one sample, or several samples. */
  @TestFactory
  Stream<DynamicTest> gradientsInChunks() {
    OpHarness harness = new OpHarness();
    for (String shape : new String[] {"1, 40, 120", "1, 4, 120"}) {
      harness.add(
          "weight gradients of " + shape,
          17,
          """
          @Input({%1$s}) Tensor x();
          @Conv2d(filters = 17, kernel = {3, 1}, pads = {1, 0}) Tensor y(Tensor x);
          @Conv2d(filters = 1, kernel = 1) @Output Tensor z(Tensor y);
          @Label({%1$s}) Tensor target();
          @MeanSquaredErrorLoss Tensor loss(Tensor z, Tensor target);
          """
              .formatted(shape));
    }
    return harness.tests();
  }

  @TestFactory
  Stream<DynamicTest> linesForTheUser() {
    OpHarness harness = new OpHarness();
    for (int i = 0; i < FOR_THE_USER.length; i++) {
      String[] g = FOR_THE_USER[i];
      int rank = g[0].split(",").length - 1;
      harness.add(
          "conv" + rank + "d for the user of " + g[0] + ", " + g[1],
          OpHarness.batch(i + 2),
          """
          @Input({%1$s}) Tensor x();
          @Conv%2$dd(%3$s) @Output Tensor y(Tensor x);
          @Conv%2$dd(%3$s, bias = false) Tensor z(Tensor x);
          @MeanSquaredErrorLoss Tensor loss(Tensor y, Tensor z);
          """
              .formatted(g[0], rank, g[1]));
    }
    return harness.tests();
  }

  @TestFactory
  Stream<DynamicTest> geometries() {
    OpHarness harness = new OpHarness();
    for (int i = 0; i < GEOMETRIES.length; i++) {
      String[] g = GEOMETRIES[i];
      int rank = g[0].split(",").length - 1;
      harness.add(
          "conv" + rank + "d of " + g[0] + ", " + g[1],
          OpHarness.batch(i + 1),
          """
          @Input({%1$s}) Tensor x();
          @Conv%2$dd(%3$s) @Output Tensor y(Tensor x);
          @Conv%2$dd(filters = 5, kernel = 1, activation = ActivationFunction.TANH) Tensor z(Tensor y);
          @Conv%2$dd(filters = 3, kernel = 2, pads = 1, bias = false) @Output Tensor u(Tensor z);
          @Conv%2$dd(filters = 3, kernel = 2, pads = 1) Tensor v(Tensor z);
          @MeanSquaredErrorLoss Tensor loss(Tensor u, Tensor v);
          """
              .formatted(g[0], rank, g[1]));
    }
    return harness.tests();
  }
}
