package dev.lanewise.processor.ops.loss;

import dev.lanewise.processor.graph.Algorithm;
import dev.lanewise.processor.graph.Home;
import dev.lanewise.processor.graph.Layout;
import dev.lanewise.processor.graph.Lowering;
import dev.lanewise.processor.graph.Node;
import dev.lanewise.processor.graph.Op;
import dev.lanewise.processor.graph.TensorType;
import dev.lanewise.processor.graph.Value;
import dev.lanewise.processor.loop.Buffer;
import dev.lanewise.processor.loop.DType;
import dev.lanewise.processor.loop.Expr;
import dev.lanewise.processor.loop.Index;
import dev.lanewise.processor.loop.KernelBuilder;
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
      Buffer losses = k.buffer("x", type);
      Buffer weights = k.buffer("w", type);
      Buffer mean = k.buffer("y", type);
      Buffer sumOfWeights = k.buffer("total", type);
      Index xAt = k.index("xAt");
      Index wAt = k.index("wAt");
      Index yAt = k.index("yAt");
      Index totalAt = k.index("totalAt");
      Index rows = k.index("rows");
      Expr.Use sum = k.variable("sum", new Expr.Const(type, 0));
      Expr.Use weight = k.variable("weight", new Expr.Const(type, 0));
      k.loop(
          "r",
          Index.ZERO,
          rows,
          1,
          r -> {
            k.assign(sum, sum.plus(k.element(losses, xAt.plus(r))));
            k.assign(weight, weight.plus(k.element(weights, wAt.plus(r))));
          });
      k.store(mean, yAt, sum.over(weight));
      k.store(sumOfWeights, totalAt, weight);
      l.call(
          l.finish(k, "y = sum of x / total, total = sum of w, in the rows' order."),
          List.of(x.buffer(), w.buffer(), y.buffer(), total.buffer()),
          Index.of(x.offset()),
          Index.of(w.offset()),
          Index.of(y.offset()),
          Index.of(total.offset()),
          l.rows());
    }
  }

  private static final class Spread implements Algorithm {
    @Override
    public String name() {
      return "spread";
    }

    @Override
    public Parallel parallel(Node node) {
      return Parallel.ROWS;
    }

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
      Buffer from = k.buffer("yGrad", type);
      Buffer weights = k.buffer("total", type);
      Buffer to = k.buffer("xGrad", type);
      Index yAt = k.index("yGradAt");
      Index totalAt = k.index("totalAt");
      Index xAt = k.index("xGradAt");
      Index first = k.index("first");
      Index end = k.index("end");
      Expr each = k.let("each", k.element(from, yAt).over(k.element(weights, totalAt)));
      k.loop("r", first, end, 1, r -> k.store(to, xAt.plus(r), each));
      l.call(
          l.finish(k, "xGrad = yGrad / total for each row."),
          List.of(yGrad.buffer(), total.buffer(), xGrad.buffer()),
          Index.of(yGrad.offset()),
          Index.of(total.offset()),
          Index.of(xGrad.offset()),
          l.firstRow(),
          l.endRow());
    }
  }
}
