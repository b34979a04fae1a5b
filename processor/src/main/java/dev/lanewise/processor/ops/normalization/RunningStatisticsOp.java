package dev.lanewise.processor.ops.normalization;

import dev.lanewise.processor.graph.Algorithm;
import dev.lanewise.processor.graph.Lowering;
import dev.lanewise.processor.graph.Node;
import dev.lanewise.processor.graph.Op;
import dev.lanewise.processor.graph.TensorType;
import dev.lanewise.processor.loop.DType;
import dev.lanewise.processor.loop.Expr;
import dev.lanewise.processor.loop.Index;
import dev.lanewise.processor.loop.KernelBuilder;
import dev.lanewise.processor.loop.Place;
import java.util.List;

/**
 * {@code running += momentum (found - running)}: inputs running mean and variance, and the mean and
 * variance of n values by channel, of which the variance counts times {@code n / (n - 1)}, so that
 * it estimates that of all values. One value has none: the running variance stays.
 *
 * @param pixels of a row, so that n is that many times the rows
 */
record RunningStatisticsOp(double momentum, int pixels) implements Op {
  @Override
  public String mnemonic() {
    return "running_statistics";
  }

  @Override
  public String attributes() {
    return pixels == 1 ? Double.toString(momentum) : momentum + ", " + pixels + " pixels";
  }

  @Override
  public List<TensorType> infer(List<TensorType> inputs) {
    return inputs.subList(0, 2);
  }

  @Override
  public List<Algorithm> algorithms() {
    return List.of(new Move());
  }

  private static final class Move implements Algorithm {
    @Override
    public String name() {
      return "running";
    }

    @Override
    public Parallel parallel(Node node) {
      return Parallel.SERIAL;
    }

    @Override
    public void lower(Lowering l) {
      RunningStatisticsOp op = (RunningStatisticsOp) l.node().op();
      DType type = l.result(0).buffer().dtype();
      KernelBuilder k = l.kernel("runningStatistics");
      Place oldMean = k.place("oldMean", type);
      Place oldVariance = k.place("oldVariance", type);
      Place mean = k.place("mean", type);
      Place variance = k.place("variance", type);
      Place newMean = k.place("newMean", type);
      Place newVariance = k.place("newVariance", type);
      Index count = k.let("count", k.index("rows").times(op.pixels));
      Index others = count.plus(-1);
      Expr n = new Expr.FromIndex(count, type);
      Expr unbiased = n.over(new Expr.FromIndex(others.max(Index.ONE), type));
      Expr factor = k.let("unbiased", k.broadcast(unbiased));
      Expr known = new Expr.FromIndex(others.min(Index.ONE), type).times(op.momentum);
      Expr share = k.let("share", k.broadcast(known));
      k.loop(
          "i",
          Index.ZERO,
          Index.of(l.result(0).layout().size()),
          k.lanes(type),
          i -> {
            Expr m = k.let("m", k.load(oldMean, i));
            Expr moved = k.load(mean, i).minus(m).fma(m.constant(op.momentum), m);
            k.store(newMean, i, moved);
            Expr v = k.let("v", k.load(oldVariance, i));
            Expr found = k.load(variance, i).times(factor);
            k.store(newVariance, i, found.minus(v).fma(share, v));
          });
      l.call(
          l.finish(k, "running += momentum (found - running); the variance of one value is none."),
          List.of(
              l.input(0).start(),
              l.input(1).start(),
              l.input(2).start(),
              l.input(3).start(),
              l.result(0).start(),
              l.result(1).start()),
          l.rows());
    }
  }
}
