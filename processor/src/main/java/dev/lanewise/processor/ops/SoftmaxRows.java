package dev.lanewise.processor.ops;

import dev.lanewise.processor.graph.Algorithm;
import dev.lanewise.processor.graph.Home;
import dev.lanewise.processor.graph.Lowering;
import dev.lanewise.processor.graph.Node;
import dev.lanewise.processor.loop.Buffer;
import dev.lanewise.processor.loop.DType;
import dev.lanewise.processor.loop.Expr;
import dev.lanewise.processor.loop.Index;
import dev.lanewise.processor.loop.Kernel;
import dev.lanewise.processor.loop.KernelBuilder;
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
  public Index maxAt(Index row) {
    return l.scratch().row(row).plus(lanes);
  }

  /** Where the sum of its exponentials is kept. */
  public Index sumAt(Index row) {
    return l.scratch().row(row).plus(lanes + 1);
  }

  /** Emits the calls for one sample. */
  public void lower(Index row) {
    sums(row);
    Buffer scratch = l.scratch().buffer();
    l.call(scale(), List.of(y.buffer(), scratch), y.row(row), l.scratch().row(row));
  }

  /** The same for {@code y = x - m - log s}, the logarithm of the softmax. */
  void lowerLog(Index row) {
    sums(row);
    l.call(
        log(),
        List.of(x.buffer(), y.buffer(), l.scratch().buffer()),
        x.row(row),
        y.row(row),
        l.scratch().row(row));
  }

  private void sums(Index row) {
    Index s = l.scratch().row(row);
    Buffer scratch = l.scratch().buffer();
    l.call(max, List.of(x.buffer(), scratch), x.row(row), s);
    l.call(expSum, List.of(x.buffer(), y.buffer(), scratch), x.row(row), y.row(row), s);
  }

  private Kernel max() {
    KernelBuilder k = l.kernel("rowMax");
    Buffer x = k.buffer("x", type);
    Buffer s = k.buffer("s", type);
    Index xAt = k.index("xAt");
    Index sAt = k.index("sAt");
    Expr.Use m = k.variable("m", k.constant(type, Double.NEGATIVE_INFINITY));
    VectorTail.over(
        k,
        length,
        lanes,
        (i, valid) -> {
          Expr v = k.load(x, xAt.plus(i));
          k.assign(m, m.max(valid == lanes ? v : k.fillFrom(valid, v, Double.NEGATIVE_INFINITY)));
        });
    k.store(s, sAt.plus(lanes), new Expr.Reduce(Expr.ReduceOp.MAX, m));
    return l.finish(k, "s[lanes] = max(x).");
  }

  private Kernel expSum() {
    KernelBuilder k = l.kernel("rowExpSum");
    Buffer x = k.buffer("x", type);
    Buffer y = k.buffer("y", type);
    Buffer s = k.buffer("s", type);
    Index xAt = k.index("xAt");
    Index yAt = k.index("yAt");
    Index sAt = k.index("sAt");
    Expr m = k.let("m", k.broadcast(s, sAt.plus(lanes)));
    Expr.Use sum = k.variable("sum", k.constant(type, 0));
    int padded = (length + lanes - 1) / lanes * lanes;
    // exp is long: a tail of its own would double the call sites, so each vector is masked.
    k.loop(
        "i",
        Index.ZERO,
        Index.of(padded),
        lanes,
        i -> {
          Expr e = k.load(x, xAt.plus(i)).minus(m).apply(Expr.UnaryOp.EXP);
          if (padded > length) {
            e = k.fillFrom(new Expr.FromIndex(i.times(-1).plus(length), type), e, 0);
          }
          Expr value = k.let("e", e);
          k.store(y, yAt.plus(i), value);
          k.assign(sum, sum.plus(value));
        });
    k.store(s, sAt.plus(lanes + 1), k.sumLanes(sum, s, sAt));
    return l.finish(k, "y = exp(x - s[lanes]); s[lanes + 1] = sum(y).");
  }

  private Kernel scale() {
    KernelBuilder k = l.kernel("rowScale");
    Buffer y = k.buffer("y", type);
    Buffer s = k.buffer("s", type);
    Index yAt = k.index("yAt");
    Index sAt = k.index("sAt");
    Expr one = new Expr.Const(type, 1);
    Expr inverse = k.let("inverse", k.broadcast(one.over(k.element(s, sAt.plus(lanes + 1)))));
    VectorTail.over(
        k,
        length,
        lanes,
        (i, valid) -> k.store(y, yAt.plus(i), k.load(y, yAt.plus(i)).times(inverse)));
    return l.finish(k, "y = y / s[lanes + 1].");
  }

  private Kernel log() {
    KernelBuilder k = l.kernel("rowLog");
    Buffer x = k.buffer("x", type);
    Buffer y = k.buffer("y", type);
    Buffer s = k.buffer("s", type);
    Index xAt = k.index("xAt");
    Index yAt = k.index("yAt");
    Index sAt = k.index("sAt");
    Expr m = k.let("m", k.broadcast(s, sAt.plus(lanes)));
    Expr sum = k.element(s, sAt.plus(lanes + 1)).apply(Expr.UnaryOp.LOG);
    Expr log = k.let("log", k.broadcast(sum));
    VectorTail.over(
        k,
        length,
        lanes,
        (i, valid) -> {
          Expr value = k.load(x, xAt.plus(i)).minus(m).minus(log);
          k.store(y, yAt.plus(i), valid == lanes ? value : k.fillFrom(valid, value, 0));
        });
    return l.finish(k, "y = x - s[lanes] - log(s[lanes + 1]).");
  }
}
