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
import java.util.Arrays;
import java.util.List;

/**
 * {@code y = sum_r x_r / sum_r w_r} over the samples of the call: inputs x, which hold their
 * weights already, and w. The second result keeps the sum of the weights for the gradient.
 */
record WeightedMeanOp() implements Op {
  @Override
  public String mnemonic() {
    return "weighted_mean";
  }

  @Override
  public List<TensorType> infer(List<TensorType> inputs) {
    TensorType scalar = TensorType.scalar(inputs.getFirst().dtype());
    return List.of(scalar, scalar);
  }

  @Override
  public List<Value> gradient(Gradients gradients, Node node, List<Value> resultGrads) {
    Value x = node.input(0);
    List<Value> inputs = List.of(resultGrads.getFirst(), node.result(1));
    return Arrays.asList(
        gradients.add(x.name() + "Grad", new Grad(x.type()), inputs).result(), null);
  }

  @Override
  public List<Algorithm> algorithms() {
    return List.of(new Mean());
  }

  /** {@code xGrad_r = yGrad / total}. */
  record Grad(TensorType perRow) implements Op {
    @Override
    public String mnemonic() {
      return "weighted_mean_grad";
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
      Home w = l.input(1);
      Home y = l.result(0);
      Home total = l.result(1);
      DType type = y.buffer().dtype();
      KernelBuilder k = l.kernel("weightedMean");
      Place losses = k.place("x", type);
      Place weights = k.place("w", type);
      Place mean = k.place("y", type);
      Place sumOfWeights = k.place("total", type);
      Index rows = k.index("rows");
      Expr.Use sum = k.variable("sum", new Expr.Const(type, 0));
      Expr.Use weight = k.variable("weight", new Expr.Const(type, 0));
      k.loop(
          "r",
          Index.ZERO,
          rows,
          1,
          r -> {
            k.assign(sum, sum.plus(k.element(losses, r)));
            k.assign(weight, weight.plus(k.element(weights, r)));
          });
      k.store(mean, 0, sum.over(weight));
      k.store(sumOfWeights, 0, weight);
      l.call(
          l.finish(k, "y = sum of x / total, total = sum of w, in the rows' order."),
          List.of(x.start(), w.start(), y.start(), total.start()),
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
      Home total = l.input(1);
      Home xGrad = l.result(0);
      DType type = xGrad.buffer().dtype();
      KernelBuilder k = l.kernel("weightedSpread");
      Place from = k.place("yGrad", type);
      Place weights = k.place("total", type);
      Place to = k.place("xGrad", type);
      Index first = k.index("first");
      Index end = k.index("end");
      Expr each = k.let("each", k.element(from).over(k.element(weights)));
      k.loop("r", first, end, 1, r -> k.store(to, r, each));
      l.call(
          l.finish(k, "xGrad = yGrad / total for each row."),
          List.of(yGrad.start(), total.start(), xGrad.start()),
          l.firstRow(),
          l.endRow());
    }
  }
}
