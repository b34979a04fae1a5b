package dev.lanewise.processor.ops.normalization;

import dev.lanewise.processor.graph.Algorithm;
import dev.lanewise.processor.graph.Lowering;
import dev.lanewise.processor.loop.DType;
import dev.lanewise.processor.loop.Expr;
import dev.lanewise.processor.loop.Index;
import dev.lanewise.processor.loop.Kernel;
import dev.lanewise.processor.loop.KernelBuilder;
import dev.lanewise.processor.loop.Place;
import dev.lanewise.processor.ops.window.PixelSums;
import java.util.List;

/**
 * {@code Σ yGrad} and {@code Σ yGrad (x - mean) inverse} of each channel over the pixels of each
 * sample: inputs yGrad, x, mean and inverse deviation.
 */
record PixelGradSumsOp() implements PixelStatisticsOp {
  @Override
  public String mnemonic() {
    return "pixel_grad_sums";
  }

  @Override
  public List<Algorithm> algorithms() {
    return List.of(new Sums());
  }

  private static final class Sums extends PixelStatistics {
    @Override
    public void lower(Lowering l) {
      over(
          l,
          vectors -> {
            Kernel kernel = kernel(l, vectors);
            return (row, column) ->
                l.call(
                    kernel,
                    List.of(
                        first(l.input(0), row, column),
                        first(l.input(1), row, column),
                        l.input(2).start().plus(column),
                        l.input(3).start().plus(column),
                        l.result(0).at(row).plus(column),
                        l.result(1).at(row).plus(column)),
                    left(l, column));
          });
    }

    private static Kernel kernel(Lowering l, int vectors) {
      DType type = l.result(0).buffer().dtype();
      KernelBuilder k = l.kernel("pixelGradSums" + vectors);
      Place yGrad = k.place("yGrad", type);
      Place x = k.place("x", type);
      Place mean = k.place("mean", type);
      Place inverse = k.place("inverse", type);
      Place sum = k.place("sum", type);
      Place product = k.place("product", type);
      Index left = k.index("left");
      List<Expr> means = PixelStatistics.vectors(k, "m", mean, vectors);
      List<List<Expr>> sums =
          new PixelSums(k, List.of(l.input(0).layout(), l.input(1).layout()), vectors)
              .of(
                  List.of(yGrad, x),
                  2,
                  (v, values, c) -> {
                    Expr d = values.get(1).minus(means.get(v));
                    k.assign(c.get(0), c.get(0).plus(values.get(0)));
                    k.assign(c.get(1), d.fma(values.get(0), c.get(1)));
                  });
      List<Expr> scales = PixelStatistics.vectors(k, "s", inverse, vectors);
      for (int v = 0; v < vectors; v++) {
        PixelStatistics.store(k, sum, left, v, sums.get(v).get(0));
        PixelStatistics.store(k, product, left, v, sums.get(v).get(1).times(scales.get(v)));
      }
      return l.finish(k, "Sums over the pixels of yGrad and of yGrad times the normalised x.");
    }
  }
}
