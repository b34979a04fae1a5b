package dev.lanewise.processor.ops.normalization;

import dev.lanewise.processor.graph.Algorithm;
import dev.lanewise.processor.graph.Home;
import dev.lanewise.processor.graph.Layout;
import dev.lanewise.processor.graph.Lowering;
import dev.lanewise.processor.graph.Node;
import dev.lanewise.processor.graph.Op;
import dev.lanewise.processor.graph.TensorType;
import dev.lanewise.processor.loop.DType;
import dev.lanewise.processor.loop.Expr;
import dev.lanewise.processor.loop.Index;
import dev.lanewise.processor.loop.Kernel;
import dev.lanewise.processor.loop.KernelBuilder;
import dev.lanewise.processor.loop.Place;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Mean, variance, and {@code 1 / sqrt(variance + eps)} of each channel over the rows of the call.
 * The variance, of two passes, is divided by the number of rows. Inputs are x; of images the mean
 * and the variance of each sample's pixels, whose variances come to that of their means.
 */
record ChannelMomentsOp(double eps) implements Op {
  @Override
  public String mnemonic() {
    return "channel_moments";
  }

  @Override
  public String attributes() {
    return Double.toString(eps);
  }

  @Override
  public List<TensorType> infer(List<TensorType> inputs) {
    TensorType x = inputs.getFirst();
    return Collections.nCopies(3, new TensorType(x.dtype(), x.sampleDims()));
  }

  @Override
  public List<Algorithm> algorithms() {
    return List.of(new TwoPasses());
  }

  /**
   * For a few vectors of channels, twice through the rows:
   *
   * <pre>
   * for r in 0 until rows: sum += x[r];            mean = sum / rows
   * for r in 0 until rows: sum += (x[r] - mean)^2 + within[r]; variance = sum / rows
   * </pre>
   */
  private static final class TwoPasses implements Algorithm {
    private static final int VECTORS = 3;

    @Override
    public String name() {
      return "two passes";
    }

    @Override
    public Parallel parallel(Node node) {
      return Parallel.TILES;
    }

    @Override
    public Layout wants(Node node, int input, Layout actual, Context context) {
      return context.activation(node.input(input).type(), true);
    }

    @Override
    public void lower(Lowering l) {
      Home x = l.input(0);
      int channels = l.node().types().getFirst().size();
      Columns.over(
          l,
          VECTORS,
          vectors -> {
            Kernel mean = mean(l, vectors);
            Kernel variance = variance(l, vectors, ((ChannelMomentsOp) l.node().op()).eps);
            return column -> {
              Place from = x.start().plus(column);
              Place center = l.result(0).start().plus(column);
              l.call(mean, List.of(from, center), l.rows());
              List<Place> places = new ArrayList<>(List.of(from, center));
              for (Home home : within(l)) {
                places.add(home.start().plus(column));
              }
              places.add(l.result(1).start().plus(column));
              places.add(l.result(2).start().plus(column));
              l.call(variance, places, l.rows(), column.times(-1).plus(channels));
            };
          });
    }

    /** The variances within the rows, where there are such. */
    private static List<Home> within(Lowering l) {
      return l.node().inputs().size() > 1 ? List.of(l.input(1)) : List.of();
    }

    private static Kernel mean(Lowering l, int vectors) {
      DType type = l.result(0).buffer().dtype();
      KernelBuilder k = l.kernel("channelMean" + vectors);
      Place x = k.place("x", type);
      Place mean = k.place("mean", type);
      Index rows = k.index("rows");
      List<Expr.Use> sums = k.variables("sum", vectors, v -> k.constant(type, 0));
      int lanes = k.lanes(type);
      k.loop(
          "r",
          Index.ZERO,
          rows,
          1,
          r -> {
            for (int v = 0; v < vectors; v++) {
              Index at = r.times(l.input(0).rowStride()).plus(v * lanes);
              k.assign(sums.get(v), sums.get(v).plus(k.load(x, at)));
            }
          });
      Expr count = k.let("count", k.broadcast(new Expr.FromIndex(rows, type)));
      for (int v = 0; v < vectors; v++) {
        k.store(mean, v * lanes, sums.get(v).over(count));
      }
      return l.finish(k, "mean = sum over the rows / rows.");
    }

    private static Kernel variance(Lowering l, int vectors, double eps) {
      DType type = l.result(0).buffer().dtype();
      KernelBuilder k = l.kernel("channelVariance" + vectors);
      Place x = k.place("x", type);
      Place mean = k.place("mean", type);
      List<Place> within = new ArrayList<>();
      within(l).forEach(home -> within.add(k.place("within", type)));
      Place variance = k.place("variance", type);
      Place inverse = k.place("inverse", type);
      Index rows = k.index("rows");
      Index left = k.index("left");
      int lanes = k.lanes(type);
      List<Expr> means = new ArrayList<>();
      for (int v = 0; v < vectors; v++) {
        means.add(k.let("m" + v, k.load(mean, Index.of(v * lanes))));
      }
      List<Expr.Use> sums = k.variables("sum", vectors, v -> k.constant(type, 0));
      k.loop(
          "r",
          Index.ZERO,
          rows,
          1,
          r -> {
            for (int v = 0; v < vectors; v++) {
              Index at = r.times(l.input(0).rowStride()).plus(v * lanes);
              Expr d = k.let("d" + v, k.load(x, at).minus(means.get(v)));
              k.assign(sums.get(v), d.fma(d, sums.get(v)));
              for (Place place : within) {
                Index inside = r.times(l.input(1).rowStride()).plus(v * lanes);
                k.assign(sums.get(v), sums.get(v).plus(k.load(place, inside)));
              }
            }
          });
      Expr count = k.let("count", k.broadcast(new Expr.FromIndex(rows, type)));
      for (int v = 0; v < vectors; v++) {
        Expr found = k.let("variance" + v, sums.get(v).over(count));
        k.store(variance, v * lanes, found);
        Expr deviation = found.plus(eps).apply(Expr.UnaryOp.SQRT);
        Expr valid = new Expr.FromIndex(left.plus(-v * lanes), type);
        // A pad's variance is 0, but not its inverse deviation.
        Expr one = k.let("inverse" + v, found.constant(1).over(deviation));
        k.store(inverse, v * lanes, k.fillFrom(valid, one, 0));
      }
      return l.finish(
          k, "variance = sum of (x - mean)^2, and of variances within, over the rows / rows.");
    }
  }
}
