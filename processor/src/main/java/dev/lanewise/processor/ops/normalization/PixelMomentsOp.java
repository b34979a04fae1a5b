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
 * Mean and variance of each channel over the pixels of each sample. The variance, of two passes, is
 * divided by the number of pixels.
 */
record PixelMomentsOp() implements PixelStatisticsOp {
  @Override
  public String mnemonic() {
    return "pixel_moments";
  }

  @Override
  public List<Algorithm> algorithms() {
    return List.of(new TwoPasses());
  }

  private static final class TwoPasses extends PixelStatistics {
    @Override
    public void lower(Lowering l) {
      over(
          l,
          vectors -> {
            Kernel mean = mean(l, vectors);
            Kernel variance = variance(l, vectors);
            return (row, column) -> {
              Place x = first(l.input(0), row, column);
              Place center = l.result(0).at(row).plus(column);
              Place spread = l.result(1).at(row).plus(column);
              l.call(mean, List.of(x, center), left(l, column));
              l.call(variance, List.of(x, center, spread), left(l, column));
            };
          });
    }

    private static Kernel mean(Lowering l, int vectors) {
      DType type = l.result(0).buffer().dtype();
      KernelBuilder k = l.kernel("pixelMean" + vectors);
      Place x = k.place("x", type);
      Place mean = k.place("mean", type);
      Index left = k.index("left");
      List<List<Expr>> sums =
          new PixelSums(k, List.of(l.input(0).layout()), vectors)
              .of(
                  List.of(x),
                  1,
                  (v, values, c) -> k.assign(c.getFirst(), c.getFirst().plus(values.getFirst())));
      double share = 1.0 / PixelStatistics.pixels(l.node().input(0).type());
      for (int v = 0; v < vectors; v++) {
        PixelStatistics.store(k, mean, left, v, sums.get(v).getFirst().times(share));
      }
      return l.finish(k, "mean = sum over the pixels / their number.");
    }

    private static Kernel variance(Lowering l, int vectors) {
      DType type = l.result(0).buffer().dtype();
      KernelBuilder k = l.kernel("pixelVariance" + vectors);
      Place x = k.place("x", type);
      Place mean = k.place("mean", type);
      Place variance = k.place("variance", type);
      Index left = k.index("left");
      List<Expr> means = PixelStatistics.vectors(k, "m", mean, vectors);
      List<List<Expr>> sums =
          new PixelSums(k, List.of(l.input(0).layout()), vectors)
              .of(
                  List.of(x),
                  1,
                  (v, values, c) -> {
                    Expr d = k.let("d", values.getFirst().minus(means.get(v)));
                    k.assign(c.getFirst(), d.fma(d, c.getFirst()));
                  });
      double share = 1.0 / PixelStatistics.pixels(l.node().input(0).type());
      for (int v = 0; v < vectors; v++) {
        PixelStatistics.store(k, variance, left, v, sums.get(v).getFirst().times(share));
      }
      return l.finish(k, "variance = sum of (x - mean)^2 over the pixels / their number.");
    }
  }
}
