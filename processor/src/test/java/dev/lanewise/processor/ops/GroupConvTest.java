package dev.lanewise.processor.ops;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import dev.lanewise.processor.compiled.Batch;
import dev.lanewise.processor.compiled.Compilation;
import dev.lanewise.processor.compiled.Net;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
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
    {"3, 5, 56", "filters = 3, kernel = 3, groups = 3, pads = 1"},
    {"2, 4, 16", "filters = 6, kernel = {2, 5}, groups = 2, padding = Padding.SAME"},
    {
      "5, 6, 37", "filters = 5, kernel = {4, 2}, groups = 5, pads = {1, 3, 2, 0}, dilation = {1, 3}"
    },
    {"2, 3, 300", "filters = 2, kernel = {1, 3}, groups = 2, pads = {0, 1}"},
    {"2, 7, 20", "filters = 2, kernel = 5, groups = 2, pads = 2"},
    {"3, 4, 33", "filters = 3, kernel = {3, 1}, groups = 3"},
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

  /** Users may hand one array in as image and as result: a channel is read before it is written. */
  @Test
  void aDepthwiseConvolutionMayBeWrittenOverItsImage() {
    Compilation compilation =
        Compilation.of(
            """
            @Model(batch = 4) interface Blur { @Input({3, 5, 39}) Tensor x();
              @DepthwiseConv2d(kernel = 3, padding = Padding.SAME) Tensor y(Tensor x); }
            """);
    for (int bits : Compilation.WIDTHS) {
      Net net = compilation.net("Blur", bits);
      Batch batch = Batch.random(net.spec(), 3, 7);
      double[] apart = net.predict(batch).get("y");
      float[] both = new float[apart.length];
      IntStream.range(0, both.length).forEach(i -> both[i] = (float) batch.values().get("x")[i]);
      net.network().batchPredictor().predict(new Object[] {both}, 3, new Object[] {both});
      assertArrayEquals(apart, IntStream.range(0, both.length).mapToDouble(i -> both[i]).toArray());
    }
  }
}
