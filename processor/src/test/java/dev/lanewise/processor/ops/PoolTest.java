package dev.lanewise.processor.ops;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import dev.lanewise.processor.compiled.Batch;
import dev.lanewise.processor.compiled.Compilation;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Pooling of all geometries: odd channels, overlapping and distant windows, one pixel, pads. */
class PoolTest {
  /** Channels, sizes, then the attributes of both poolings and those of the maximum alone. */
  private static final String[][] GEOMETRIES = {
    {"1, 7", "2", ""},
    {"3, 17", "value = 3, stride = 2, pads = 1", ""},
    {"7, 23", "value = 3, stride = 1, padding = Padding.SAME", ", dilation = 2"},
    {"17, 9", "value = 2, stride = 5", ""},
    {"16, 12", "value = 4, stride = 3, pads = {2, 1}, ceilMode = true", ""},
    {"5, 11", "value = 11", ""},
    {"6, 1", "value = 1", ""},
    {"4, 8", "value = 3, stride = 2, padding = Padding.CAUSAL", ""},
    {"7, 6", "value = 2, stride = 3", ", dilation = 2"},
    {"1, 8, 8", "2", ""},
    {"1, 1, 1", "1", ""},
    {"3, 13, 6", "value = 3, stride = 2, pads = 1", ""},
    {"17, 6, 5", "value = {1, 3}, stride = {3, 1}", ""},
    {"16, 9, 9", "value = 3, stride = 2, ceilMode = true", ""},
    {"33, 7, 10", "value = 3, stride = 3, pads = 1, ceilMode = true", ""},
    {"7, 7, 7", "7", ""},
    {"5, 10, 9", "value = 5, stride = 1, padding = Padding.SAME", ""},
    {"2, 9, 11", "value = 3, stride = {2, 1}, padding = Padding.SAME", ", dilation = {2, 3}"},
    {"17, 4, 10", "value = {1, 3}, stride = {1, 5}", ", dilation = 2"},
    {"3, 2, 2", "value = 3, stride = 2, pads = 1", ""},
    {"2, 4, 4, 5", "2", ""},
    {"7, 3, 4, 3", "value = 3, stride = {1, 2, 1}, pads = 1, ceilMode = true", ""},
  };

  @TestFactory
  Stream<DynamicTest> geometries() {
    OpHarness harness = new OpHarness();
    for (int i = 0; i < GEOMETRIES.length; i++) {
      String[] g = GEOMETRIES[i];
      int rank = g[0].split(",").length - 1;
      String value = g[1].contains("=") ? g[1] : "value = " + g[1];
      harness.add(
          "pooling of " + g[0] + ", " + g[1] + g[2],
          OpHarness.batch(i + 1),
          """
          @Input({%1$s}) Tensor x();
          @Conv%2$dd(filters = 5, kernel = 1) Tensor h(Tensor x);
          @MaxPool%2$dd(%3$s%4$s) @Output Tensor m(Tensor x);
          @AvgPool%2$dd(%3$s) @Output Tensor a(Tensor x);
          @MaxPool%2$dd(%3$s%4$s) Tensor hm(Tensor h);
          @AvgPool%2$dd(%3$s) Tensor ha(Tensor h);
          @AvgPool%2$dd(%3$s, countIncludePad = false) @Output Tensor hi(Tensor h);
          @Conv%2$dd(filters = 3, kernel = 1) Tensor u(Tensor hm);
          @Conv%2$dd(filters = 3, kernel = 1) Tensor v(Tensor ha);
          @Conv%2$dd(filters = 3, kernel = 1) Tensor w(Tensor hi);
          @MeanSquaredErrorLoss Tensor loss(Tensor u, Tensor v);
          @MeanSquaredErrorLoss Tensor loss2(Tensor u, Tensor w);
          """
              .formatted(g[0], rank, value, g[2]));
    }
    for (String shape : List.of("1, 5", "3, 1", "7, 4, 5", "17, 3, 3", "16, 7, 7", "3, 2, 3, 4")) {
      int rank = shape.split(",").length - 1;
      harness.add(
          "global pooling of " + shape,
          OpHarness.batch(rank),
          """
          @Input({%1$s}) Tensor x();
          @Conv%2$dd(filters = 17, kernel = 1) Tensor h(Tensor x);
          @GlobalMaxPool @Output Tensor m(Tensor x);
          @GlobalAvgPool @Output Tensor a(Tensor h);
          @GlobalMaxPool Tensor b(Tensor h);
          @Dense(units = 3) Tensor u(Tensor a);
          @Dense(units = 3) Tensor v(Tensor b);
          @MeanSquaredErrorLoss Tensor loss(Tensor u, Tensor v);
          """
              .formatted(shape, rank));
    }
    return harness.tests();
  }

  /** The example of many a course: 2x2 windows of a 4x4 image. */
  @Test
  void aWorkedExample() {
    Compilation compilation =
        Compilation.of(
            """
            @Model interface Pooled {
              @Input({1, 4, 4}) Tensor x();
              @MaxPool2d(2) @Output Tensor max(Tensor x);
              @AvgPool2d(2) @Output Tensor average(Tensor x);
            }
            """);
    double[] image = {9, 3, 5, 3, 10, 32, 2, 2, 1, 3, 21, 9, 2, 6, 11, 7};
    for (int bits : Compilation.WIDTHS) {
      var found = compilation.net("Pooled", bits).predict(new Batch(1, Map.of("x", image)));
      assertArrayEquals(new double[] {32, 5, 6, 21}, found.get("max"));
      assertArrayEquals(new double[] {13.5, 3, 3, 12}, found.get("average"));
    }
  }

  /** Of equal maxima, here whole windows of zeros, the first in row-major order gets it all. */
  @TestFactory
  Stream<DynamicTest> tiesGoToTheFirst() {
    OpHarness harness = new OpHarness();
    harness.add(
        "ties",
        5,
        """
        @Input({3, 6, 6}) Tensor x();
        @Conv2d(filters = 9, kernel = 1, activation = SIGMOID) Tensor h(Tensor x);
        @Concat(axis = 1) Tensor twice(@From("h") Tensor a, @From("h") Tensor b);
        @Reshape({9, 2, 36}) Tensor copies(Tensor twice);
        @MaxPool2d({2, 1}) Tensor first(Tensor copies);
        @Reshape({9, 6, 6}) Tensor back(Tensor first);
        @MaxPool2d(value = 3, stride = 1, pads = 1) Tensor m(Tensor back);
        @Conv2d(filters = 2, kernel = 2) @Output Tensor y(Tensor m);
        @Flatten Tensor flat(Tensor y);
        @Label(50) Tensor t();
        @MeanSquaredErrorLoss Tensor loss(Tensor flat, Tensor t);
        """);
    return harness.tests();
  }
}
