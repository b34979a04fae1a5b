package dev.lanewise.processor.ops;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Upsampling of odd channels and sizes, by one number or one an axis, in every mode. */
class UpsampleTest {
  /** Channels, sizes, and the scale. */
  private static final String[][] GEOMETRIES = {
    {"1, 5", "2"},
    {"7, 1", "3"},
    {"17, 9", "1"},
    {"3, 8", "4"},
    {"1, 4, 4", "2"},
    {"3, 1, 1", "2"},
    {"5, 1, 1", "1"},
    {"7, 5, 3", "{3, 1}"},
    {"17, 3, 4", "{2, 5}"},
    {"16, 4, 7", "2"},
    {"33, 2, 3", "3"},
  };

  @TestFactory
  Stream<DynamicTest> modes() {
    OpHarness harness = new OpHarness();
    for (int i = 0; i < GEOMETRIES.length; i++) {
      String[] g = GEOMETRIES[i];
      int rank = g[0].split(",").length - 1;
      harness.add(
          g[0] + " by " + g[1],
          OpHarness.batch(i),
          """
          @Input({%1$s}) Tensor x();
          @Conv%2$dd(filters = 5, kernel = 1) Tensor h(Tensor x);
          @Upsample(%3$s) @Output Tensor n(Tensor x);
          @Upsample(value = %3$s, mode = UpsampleMode.BILINEAR) @Output Tensor b(Tensor x);
          @Upsample(value = %3$s, mode = UpsampleMode.BILINEAR, alignCorners = true)
          @Output Tensor c(Tensor x);
          @Upsample(%3$s) Tensor hn(Tensor h);
          @Upsample(value = %3$s, mode = UpsampleMode.BILINEAR) Tensor hb(Tensor h);
          @Upsample(value = %3$s, mode = UpsampleMode.BILINEAR, alignCorners = true)
          Tensor hc(Tensor h);
          @Conv%2$dd(filters = 3, kernel = 3, pads = 1) Tensor u(Tensor hn);
          @Conv%2$dd(filters = 3, kernel = 3, pads = 1) Tensor v(Tensor hb);
          @Conv%2$dd(filters = 3, kernel = 3, pads = 1) Tensor w(Tensor hc);
          @MeanSquaredErrorLoss Tensor loss(Tensor u, Tensor v);
          @MeanSquaredErrorLoss Tensor loss2(Tensor u, Tensor w);
          """
              .formatted(g[0], rank, g[1]));
    }
    harness.add(
        "a volume",
        3,
        """
        @Input({3, 2, 3, 4}) Tensor x();
        @Conv3d(filters = 5, kernel = 1) Tensor h(Tensor x);
        @Upsample({2, 1, 3}) @Output Tensor n(Tensor h);
        @Conv3d(filters = 2, kernel = 2) Tensor u(Tensor n);
        @Conv3d(filters = 2, kernel = 2) Tensor v(Tensor n);
        @MeanSquaredErrorLoss Tensor loss(Tensor u, Tensor v);
        """);
    return harness.tests();
  }
}
