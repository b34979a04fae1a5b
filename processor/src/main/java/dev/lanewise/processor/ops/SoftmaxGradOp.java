package dev.lanewise.processor.ops;

import dev.lanewise.processor.graph.Algorithm;
import dev.lanewise.processor.graph.Home;
import dev.lanewise.processor.graph.Layout;
import dev.lanewise.processor.graph.Lowering;
import dev.lanewise.processor.graph.Node;
import dev.lanewise.processor.graph.Op;
import dev.lanewise.processor.graph.RowAlgorithm;
import dev.lanewise.processor.graph.TensorType;
import dev.lanewise.processor.loop.Expr;
import dev.lanewise.processor.loop.Index;
import dev.lanewise.processor.loop.Kernel;
import dev.lanewise.processor.loop.KernelBuilder;
import dev.lanewise.processor.loop.Place;
import java.util.List;

/**
 * {@code xGrad = y (yGrad - sum_j yGrad_j y_j)}, or of the logarithm {@code xGrad = yGrad - exp(y)
 * sum_j yGrad_j}: inputs are yGrad and y.
 */
record SoftmaxGradOp(boolean log) implements Op {
  @Override
  public String mnemonic() {
    return log ? "log_softmax_grad" : "softmax_grad";
  }

  @Override
  public List<TensorType> infer(List<TensorType> inputs) {
    return List.of(inputs.getFirst());
  }

  @Override
  public List<Algorithm> algorithms() {
    return List.of(new Rows(log));
  }

  private record Rows(boolean log) implements RowAlgorithm {
    @Override
    public String name() {
      return "rows";
    }

    @Override
    public List<Layout> results(Node node, List<Layout> inputs, Context context) {
      // y's pads are zero, and so is what they multiply; those of the logarithm are written.
      boolean zero = log || inputs.get(1).zeroPads();
      return List.of(context.activation(node.types().getFirst(), zero));
    }

    @Override
    public int scratch(Node node, Context context) {
      return SoftmaxRows.scratch(node, context);
    }

    @Override
    public void lower(Lowering l) {
      Home yGrad = l.input(0);
      Home y = l.input(1);
      Home xGrad = l.result(0);
      Kernel sum = sum(l);
      Kernel subtract = subtract(l);
      l.eachRow(row -> {
        Place s = l.scratch().at(row);
        Place from = yGrad.at(row);
        l.call(sum, log ? List.of(from, s) : List.of(from, y.at(row), s));
        l.call(subtract, List.of(from, y.at(row), s, xGrad.at(row)));
      });
    }

    private Kernel sum(Lowering l) {
      TensorType type = l.node().types().getFirst();
      KernelBuilder k = l.kernel(log ? "logSoftmaxGradSum" : "softmaxGradDot");
      Place yGrad = k.place("yGrad", type.dtype());
      Place y = log ? yGrad : k.place("y", type.dtype());
      Place s = k.place("s", type.dtype());
      int lanes = k.lanes(type.dtype());
      Expr.Use sum = k.variable("sum", k.constant(type.dtype(), 0));
      VectorTail.over(
          k,
          type.sampleSize(),
          lanes,
          (i, valid) -> {
            Expr grad = k.load(yGrad, i);
            Expr term = log ? grad : grad.times(k.load(y, i));
            k.assign(sum, sum.plus(valid == lanes ? term : k.fillFrom(valid, term, 0)));
          });
      k.store(s, lanes, k.sumLanes(sum, s));
      return l.finish(k, log ? "s[lanes] = sum(yGrad)." : "s[lanes] = sum(yGrad y).");
    }

    private Kernel subtract(Lowering l) {
      TensorType type = l.node().types().getFirst();
      KernelBuilder k = l.kernel(log ? "logSoftmaxGrad" : "softmaxGradScale");
      Place yGrad = k.place("yGrad", type.dtype());
      Place y = k.place("y", type.dtype());
      Place s = k.place("s", type.dtype());
      Place xGrad = k.place("xGrad", type.dtype());
      int lanes = k.lanes(type.dtype());
      Expr sum = k.let(log ? "sum" : "dot", k.broadcast(k.element(s, Index.of(lanes))));
      if (log) {
        VectorTail.masked(
            k,
            type.dtype(),
            type.sampleSize(),
            i -> k.load(yGrad, i).minus(k.load(y, i).apply(Expr.UnaryOp.EXP).times(sum)),
            (i, grad) -> k.store(xGrad, i, grad));
        return l.finish(k, "xGrad = yGrad - exp(y) s[lanes].");
      }
      VectorTail.over(
          k,
          type.sampleSize(),
          lanes,
          (i, valid) -> k.store(xGrad, i, k.load(yGrad, i).minus(sum).times(k.load(y, i))));
      return l.finish(k, "xGrad = y (yGrad - s[lanes]).");
    }
  }
}
