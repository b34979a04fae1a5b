package dev.lanewise.processor.ops.loss;

import dev.lanewise.processor.graph.Algorithm;
import dev.lanewise.processor.graph.Lowering;
import dev.lanewise.processor.graph.Node;
import dev.lanewise.processor.graph.Op;
import dev.lanewise.processor.graph.TensorType;
import dev.lanewise.processor.graph.Value;
import dev.lanewise.processor.loop.DType;
import dev.lanewise.processor.loop.Expr;
import dev.lanewise.processor.loop.Index;
import dev.lanewise.processor.loop.Kernel;
import dev.lanewise.processor.loop.KernelBuilder;
import dev.lanewise.processor.loop.Place;
import dev.lanewise.processor.ops.SoftmaxRows;
import dev.lanewise.processor.ops.VectorTail;
import java.util.Arrays;
import java.util.List;

/**
 * {@code l_r = -a log p_label - s/C sum_i w_i log p_i} with {@code a = (1 - s) w_label} and C
 * classes. Inputs are logits, labels and the classes' weights; the results are the losses, the
 * probabilities p for the gradient, and each row's {@code w_label}.
 *
 * @param smoothing s
 * @param total the sum of all w
 */
record WeightedCrossEntropyOp(double smoothing, double total) implements Op {
  @Override
  public String mnemonic() {
    return "weighted_cross_entropy";
  }

  @Override
  public String attributes() {
    return Double.toString(smoothing);
  }

  @Override
  public List<TensorType> infer(List<TensorType> inputs) {
    TensorType perRow = Losses.perRow(inputs.getFirst());
    return List.of(perRow, inputs.getFirst(), perRow);
  }

  /** As cross-entropy, and the weight of each class. */
  @Override
  public long flops(Node node) {
    return 5L * node.input(0).type().sampleSize();
  }

  @Override
  public List<Value> gradient(Gradients gradients, Node node, List<Value> resultGrads) {
    List<Value> inputs =
        List.of(node.result(1), node.input(1), node.input(2), resultGrads.getFirst());
    String name = node.input(0).name() + "Grad";
    return Arrays.asList(gradients.add(name, new Grad(this), inputs).result(), null, null);
  }

  @Override
  public List<Algorithm> algorithms() {
    return List.of(new Forward());
  }

  /**
   * {@code xGrad = lGrad_r (p (a + s/C total) - s/C w - a onehot(label))}: inputs p, labels, w and
   * lGrad.
   */
  record Grad(WeightedCrossEntropyOp of) implements Op {
    @Override
    public String mnemonic() {
      return "weighted_cross_entropy_grad";
    }

    @Override
    public String attributes() {
      return of.attributes();
    }

    @Override
    public List<TensorType> infer(List<TensorType> inputs) {
      return List.of(inputs.getFirst());
    }

    @Override
    public List<Algorithm> algorithms() {
      return List.of(new Backward());
    }
  }

  private static final class Forward extends SoftmaxLoss {
    @Override
    void call(Lowering l, SoftmaxRows softmax, Kernel kernel, Index row, Index label) {
      Place loss = l.result(0).at(row);
      Place rowWeight = l.result(2).at(row);
      Place s = l.scratch().at(row);
      l.call(kernel, List.of(l.input(0).at(row), l.input(2).start(), s, loss, rowWeight), label);
    }

    @Override
    Kernel kernel(Lowering l, DType type, int classes) {
      WeightedCrossEntropyOp op = (WeightedCrossEntropyOp) l.node().op();
      KernelBuilder k = l.kernel("weightedCrossEntropyRow");
      Place x = k.place("x", type);
      Place w = k.place("w", type);
      Place s = k.place("s", type);
      Place loss = k.place("loss", type);
      Place rowWeight = k.place("rowWeight", type);
      Index label = k.index("label");
      int lanes = k.lanes(type);
      Expr log = k.element(s, Index.of(lanes + 1)).apply(Expr.UnaryOp.LOG);
      Expr all = k.let("all", log.plus(k.element(s, Index.of(lanes))));
      Expr own = k.let("own", k.element(w, label));
      k.store(rowWeight, 0, own);
      Expr right = all.minus(k.element(x, label)).times(own);
      if (op.smoothing == 0) {
        k.store(loss, 0, right);
        return l.finish(k, "loss = w[label] (log sum exp x - x[label]).");
      }
      Expr each = k.let("each", k.broadcast(all));
      Expr.Use sum = k.variable("sum", k.constant(type, 0));
      VectorTail.over(
          k,
          classes,
          lanes,
          (i, valid) -> {
            Expr term = each.minus(k.load(x, i)).times(k.load(w, i));
            k.assign(sum, sum.plus(valid == lanes ? term : k.fillFrom(valid, term, 0)));
          });
      Expr rest = k.sumLanes(sum, s).times(op.smoothing / classes);
      k.store(loss, 0, right.times(1 - op.smoothing).plus(rest));
      return l.finish(k, "loss = -(1 - s) w[label] log p[label] - s/C sum(w log p).");
    }
  }

  private static final class Backward extends SoftmaxLoss.Backward {
    @Override
    Kernel kernel(Lowering l, DType type, int classes) {
      WeightedCrossEntropyOp op = ((Grad) l.node().op()).of;
      double share = op.smoothing / classes;
      KernelBuilder k = l.kernel("weightedCrossEntropyGradRow");
      Place p = k.place("p", type);
      Place w = k.place("w", type);
      Place lossGrad = k.place("lossGrad", type);
      Place xGrad = k.place("xGrad", type);
      Index label = k.index("label");
      Expr grad = k.let("grad", k.element(lossGrad));
      Expr own = k.element(w, label).times(1 - op.smoothing);
      Expr a = k.let("a", own.times(grad));
      Expr scale = k.let("scale", k.broadcast(grad.times(share * op.total).plus(a)));
      Expr even = k.let("even", k.broadcast(grad.times(share)));
      VectorTail.over(
          k,
          classes,
          k.lanes(type),
          (i, valid) -> {
            Expr smooth = k.load(w, i).times(even);
            k.store(xGrad, i, k.load(p, i).times(scale).minus(smooth));
          });
      k.store(xGrad, label, k.element(xGrad, label).minus(a));
      return l.finish(k, "xGrad = lossGrad (p (a + s/C total) - s/C w - a onehot(label)).");
    }
  }
}
