package dev.lanewise.processor.ops;

import dev.lanewise.processor.graph.Algorithm;
import dev.lanewise.processor.graph.Home;
import dev.lanewise.processor.graph.Lowering;
import dev.lanewise.processor.graph.Node;
import dev.lanewise.processor.loop.DType;
import dev.lanewise.processor.loop.Expr;
import dev.lanewise.processor.loop.Index;
import dev.lanewise.processor.loop.Kernel;
import dev.lanewise.processor.loop.KernelBuilder;
import dev.lanewise.processor.loop.Place;
import java.util.List;

/**
 * Softmax of one sample in three kernels, each with one loop:
 *
 * <pre>
 * m = max x
 * y = exp(x - m); s = sum y
 * y = y / s
 * </pre>
 *
 * Pads count as -infinity in the maximum and as 0 in the sum, and are 0 in the result. A sample's
 * scratch holds first the lanes of a sum, then {@code m}, then {@code s}.
 */
public final class SoftmaxRows {
  private final Lowering l;
  private final Home x;
  private final Home y;
  private final DType type;
  private final int length;
  private final int lanes;
  private final Kernel max;
  private final Kernel expSum;

  public SoftmaxRows(Lowering l, Home x, Home y) {
    this.l = l;
    this.x = x;
    this.y = y;
    this.type = x.buffer().dtype();
    this.length = l.node().input(0).type().sampleSize();
    this.lanes = l.target().lanes(type);
    this.max = max();
    this.expSum = expSum();
  }

  /** Elements of scratch a sample needs. */
  public static int scratch(Node node, Algorithm.Context context) {
    return context.target().lanes(node.types().getFirst().dtype()) + 3;
  }

  /** Where a sample's maximum is kept. */
  public Place max(Index row) {
    return l.scratch().at(row).plus(Index.of(lanes));
  }

  /** Where the sum of its exponentials is kept. */
  public Place sum(Index row) {
    return l.scratch().at(row).plus(Index.of(lanes + 1));
  }

  /** Emits the calls for one sample. */
  public void lower(Index row) {
    sums(row);
    l.call(scale(), List.of(y.at(row), l.scratch().at(row)));
  }

  /** The same for {@code y = x - m - log s}, the logarithm of the softmax. */
  void lowerLog(Index row) {
    sums(row);
    l.call(log(), List.of(x.at(row), y.at(row), l.scratch().at(row)));
  }

  private void sums(Index row) {
    l.call(max, List.of(x.at(row), l.scratch().at(row)));
    l.call(expSum, List.of(x.at(row), y.at(row), l.scratch().at(row)));
  }

  private Kernel max() {
    KernelBuilder k = l.kernel("rowMax");
    Place x = k.place("x", type);
    Place s = k.place("s", type);
    Expr.Use m = k.variable("m", k.constant(type, Double.NEGATIVE_INFINITY));
    VectorTail.over(
        k,
        length,
        lanes,
        (i, valid) -> {
          Expr v = k.load(x, i);
          k.assign(m, m.max(valid == lanes ? v : k.fillFrom(valid, v, Double.NEGATIVE_INFINITY)));
        });
    k.store(s, lanes, new Expr.Reduce(Expr.ReduceOp.MAX, m));
    return l.finish(k, "s[lanes] = max(x).");
  }

  private Kernel expSum() {
    KernelBuilder k = l.kernel("rowExpSum");
    Place x = k.place("x", type);
    Place y = k.place("y", type);
    Place s = k.place("s", type);
    Expr m = k.let("m", k.broadcast(k.element(s, Index.of(lanes))));
    Expr.Use sum = k.variable("sum", k.constant(type, 0));
    VectorTail.masked(
        k,
        type,
        length,
        i -> k.load(x, i).minus(m).apply(Expr.UnaryOp.EXP),
        (i, e) -> {
          Expr value = k.let("e", e);
          k.store(y, i, value);
          k.assign(sum, sum.plus(value));
        });
    k.store(s, lanes + 1, k.sumLanes(sum, s));
    return l.finish(k, "y = exp(x - s[lanes]); s[lanes + 1] = sum(y).");
  }

  private Kernel scale() {
    KernelBuilder k = l.kernel("rowScale");
    Place y = k.place("y", type);
    Place s = k.place("s", type);
    Expr one = new Expr.Const(type, 1);
    Expr inverse = k.let("inverse", k.broadcast(one.over(k.element(s, Index.of(lanes + 1)))));
    VectorTail.over(k, length, lanes, (i, valid) -> k.store(y, i, k.load(y, i).times(inverse)));
    return l.finish(k, "y = y / s[lanes + 1].");
  }

  private Kernel log() {
    KernelBuilder k = l.kernel("rowLog");
    Place x = k.place("x", type);
    Place y = k.place("y", type);
    Place s = k.place("s", type);
    Expr m = k.let("m", k.broadcast(k.element(s, Index.of(lanes))));
    Expr sum = k.element(s, Index.of(lanes + 1)).apply(Expr.UnaryOp.LOG);
    Expr log = k.let("log", k.broadcast(sum));
    VectorTail.over(
        k,
        length,
        lanes,
        (i, valid) -> {
          Expr value = k.load(x, i).minus(m).minus(log);
          k.store(y, i, valid == lanes ? value : k.fillFrom(valid, value, 0));
        });
    return l.finish(k, "y = x - s[lanes] - log(s[lanes + 1]).");
  }
}
