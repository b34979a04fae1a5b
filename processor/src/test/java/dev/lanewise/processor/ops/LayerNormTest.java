package dev.lanewise.processor.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lanewise.processor.compiled.Batch;
import dev.lanewise.processor.compiled.Compilation;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Normalisations of each sample on its own. */
class LayerNormTest {
  @TestFactory
  Stream<DynamicTest> everySize() {
    OpHarness harness = new OpHarness();
    for (int i = 0; i < OpHarness.SIZES.length; i++) {
      harness.add(
          "normalisation of " + OpHarness.SIZES[i],
          OpHarness.batch(i + 1),
          """
          @Input(%1$d) Tensor x();
          @Label(%1$d) Tensor target();
          @LayerNorm(eps = 0.1) @Output Tensor direct(Tensor x);
          @Dense(units = %1$d) Tensor h(Tensor direct);
          @LayerNorm(eps = 0.1, affine = false) @Output Tensor a(Tensor h);
          @RmsNorm(eps = 0.1) @Output Tensor b(Tensor h);
          @RmsNorm(eps = 0.1, affine = %2$b) Tensor c(Tensor x);
          @Add @Output Tensor y(Tensor a, Tensor b, Tensor c);
          @MeanSquaredErrorLoss Tensor loss(Tensor y, Tensor target);
          """
              .formatted(OpHarness.SIZES[i], i % 2 == 0));
    }
    return harness.tests();
  }

  @TestFactory
  Stream<DynamicTest> lastAxes() {
    OpHarness harness = new OpHarness();
    for (String shape : new String[] {"2, 3, 5", "3, 2, 16", "1, 5, 17", "2, 33, 1", "4, 1, 7"}) {
      for (int axes = 1; axes <= 3; axes++) {
        harness.add(
            "the last " + axes + " axes of " + shape,
            3,
            """
            @Input({%1$s}) Tensor x();
            @Label({%1$s}) Tensor t();
            @Parameter({%1$s}) Tensor w();
            @Multiply Tensor h(Tensor x, Tensor w);
            @LayerNorm(axes = %2$d, eps = 0.1) @Output Tensor a(Tensor h);
            @RmsNorm(axes = %2$d, eps = 0.1) @Output Tensor b(Tensor h);
            @LayerNorm(axes = %2$d, eps = 0.2, affine = false) @Output Tensor c(Tensor a);
            @Add Tensor y(Tensor a, Tensor b, Tensor c);
            @MeanSquaredErrorLoss Tensor loss(Tensor y, Tensor t);
            """
                .formatted(shape, axes));
      }
    }
    return harness.tests();
  }

  /** Two passes: a mean of a thousand deviations leaves the variance its digits. */
  @Test
  void aFarMeanKeepsTheVariance() {
    Compilation compilation =
        Compilation.of(
            """
            @Model interface Far {
              @Input(64) Tensor x();
              @LayerNorm @Output Tensor y(Tensor x);
            }
            """);
    double[] x = new double[64];
    Arrays.setAll(x, i -> 4096 + (i % 2 == 0 ? 1 : -1));
    for (int bits : Compilation.WIDTHS) {
      Batch batch = new Batch(1, Map.of("x", x));
      double[] y = compilation.net("Far", bits).predictOne(batch).get("y");
      for (int i = 0; i < y.length; i++) {
        assertEquals(i % 2 == 0 ? 1 : -1, y[i], 1e-5);
      }
    }
  }
}
