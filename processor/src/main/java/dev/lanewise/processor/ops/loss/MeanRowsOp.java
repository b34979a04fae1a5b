package dev.lanewise.processor.ops.loss;

import dev.lanewise.processor.graph.Algorithm;
import dev.lanewise.processor.graph.Home;
import dev.lanewise.processor.graph.Layout;
import dev.lanewise.processor.graph.Lowering;
import dev.lanewise.processor.graph.Node;
import dev.lanewise.processor.graph.Op;
import dev.lanewise.processor.graph.RowAlgorithm;
import dev.lanewise.processor.graph.TensorType;
import dev.lanewise.processor.graph.Value;
import dev.lanewise.processor.loop.DType;
import dev.lanewise.processor.loop.Expr;
import dev.lanewise.processor.loop.Index;
import dev.lanewise.processor.loop.KernelBuilder;
import dev.lanewise.processor.loop.Place;
import java.util.List;

/** {@code y = sum_r x_r / rows}, over the samples of the call, in their order. */
record MeanRowsOp() implements Op {
  @Override
  public String mnemonic() {
    return "mean_rows";
  }

  @Override
  public List<TensorType> infer(List<TensorType> inputs) {
    return List.of(TensorType.scalar(inputs.getFirst().dtype()));
  }

  @Override
  public List<Value> gradient(Gradients gradients, Node node, List<Value> resultGrads) {
    Op grad = new Grad(node.input(0).type());
    return List.of(
        gradients
            .add(node.input(0).name() + "Grad", grad, List.of(resultGrads.getFirst()))
            .result());
  }

  @Override
  public List<Algorithm> algorithms() {
    return List.of(new Mean());
  }

  /** {@code xGrad_r = yGrad / rows}. */
  record Grad(TensorType perRow) implements Op {
    @Override
    public String mnemonic() {
      return "mean_rows_grad";
    }

    @Override
    public List<TensorType> infer(List<TensorType> inputs) {
      return List.of(perRow);
    }

    @Override
    public List<Algorithm> algorithms() {
      return List.of(new Spread());
    }
  }

  private static final class Mean implements Algorithm {
    @Override
    public String name() {
      return "mean";
    }

    @Override
    public Parallel parallel(Node node) {
      return Parallel.SERIAL;
    }

    @Override
    public Layout wants(Node node, int input, Layout actual, Context context) {
      return actual;
    }

    @Override
    public void lower(Lowering l) {
      Home x = l.input(0);
      Home y = l.result(0);
      DType type = y.buffer().dtype();
      KernelBuilder k = l.kernel("meanRows");
      Place from = k.place("x", type);
      Place to = k.place("y", type);
      Index rows = k.index("rows");
      Expr.Use sum = k.variable("sum", new Expr.Const(type, 0));
      k.loop("r", Index.ZERO, rows, 1, r -> k.assign(sum, sum.plus(k.element(from, r))));
      k.store(to, 0, sum.over(new Expr.FromIndex(rows, type)));
      l.call(
          l.finish(k, "y = mean of x over the rows, in their order."),
          List.of(x.start(), y.start()),
          l.rows());
    }
  }

  private static final class Spread implements RowAlgorithm {
    @Override
    public Layout wants(Node node, int input, Layout actual, Context context) {
      return actual;
    }

    @Override
    public void lower(Lowering l) {
      Home yGrad = l.input(0);
      Home xGrad = l.result(0);
      DType type = xGrad.buffer().dtype();
      KernelBuilder k = l.kernel("spreadRows");
      Place from = k.place("yGrad", type);
      Place to = k.place("xGrad", type);
      Index first = k.index("first");
      Index end = k.index("end");
      Index rows = k.index("rows");
      Expr each = k.let("each", k.element(from).over(new Expr.FromIndex(rows, type)));
      k.loop("r", first, end, 1, r -> k.store(to, r, each));
      l.call(
          l.finish(k, "xGrad = yGrad / rows for each row."),
          List.of(yGrad.start(), xGrad.start()),
          l.firstRow(),
          l.endRow(),
          l.rows());
    }
  }
}
