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
import dev.lanewise.processor.loop.Kernel;
import dev.lanewise.processor.loop.KernelBuilder;
import java.util.Arrays;
import java.util.List;

/**
 * {@code l_r = -w_label x_label}: inputs log-probabilities, labels and the classes' weights; the
 * second result is each row's {@code w_label}.
 */
record LogLikelihoodOp() implements Op {
  @Override
  public String mnemonic() {
    return "log_likelihood";
  }

  @Override
  public List<TensorType> infer(List<TensorType> inputs) {
    TensorType perRow = Losses.perRow(inputs.getFirst());
    return List.of(perRow, perRow);
  }

  @Override
  public List<Value> gradient(Gradients gradients, Node node, List<Value> resultGrads) {
    List<Value> inputs = List.of(node.input(1), node.input(2), resultGrads.getFirst());
    Op grad = new Grad(node.input(0).type());
    String name = node.input(0).name() + "Grad";
    return Arrays.asList(gradients.add(name, grad, inputs).result(), null, null);
  }

  @Override
  public List<Algorithm> algorithms() {
    return List.of(new Forward());
  }

  /** {@code xGrad = -lGrad_r w_label onehot(label)}: inputs labels, w and lGrad. */
  record Grad(TensorType scores) implements Op {
    @Override
    public String mnemonic() {
      return "log_likelihood_grad";
    }

    @Override
    public List<TensorType> infer(List<TensorType> inputs) {
      return List.of(scores);
    }

    @Override
    public List<Algorithm> algorithms() {
      return List.of(new Backward());
    }
  }

  private static final class Forward implements Algorithm {
    @Override
    public String name() {
      return "rows";
    }

    @Override
    public Parallel parallel(Node node) {
      return Parallel.ROWS;
    }

    @Override
    public Layout wants(Node node, int input, Layout actual, Context context) {
      return input == 1 ? actual : Algorithm.super.wants(node, input, actual, context);
    }

    @Override
    public void lower(Lowering l) {
      Home x = l.input(0);
      Home label = l.input(1);
      Home w = l.input(2);
      Home loss = l.result(0);
      Home rowWeight = l.result(1);
      Kernel kernel = kernel(l, x.buffer().dtype());
      l.eachRow(row -> {
        Index right = new Index.Element(label.buffer(), row.plus(label.offset()));
        l.call(
            kernel,
            List.of(x.buffer(), w.buffer(), loss.buffer(), rowWeight.buffer()),
            x.row(row).plus(right),
            right.plus(w.offset()),
            loss.row(row),
            rowWeight.row(row));
      });
    }

    private static Kernel kernel(Lowering l, DType type) {
      KernelBuilder k = l.kernel("logLikelihoodRow");
      Buffer x = k.buffer("x", type);
      Buffer w = k.buffer("w", type);
      Buffer loss = k.buffer("loss", type);
      Buffer rowWeight = k.buffer("rowWeight", type);
      Index xAt = k.index("xAt");
      Index wAt = k.index("wAt");
      Index lossAt = k.index("lossAt");
      Index rowWeightAt = k.index("rowWeightAt");
      Expr own = k.let("own", k.element(w, wAt));
      k.store(rowWeight, rowWeightAt, own);
      k.store(loss, lossAt, k.element(x, xAt).times(own).apply(Expr.UnaryOp.NEGATE));
      return l.finish(k, "loss = -w[label] x[label].");
    }
  }

  private static final class Backward implements Algorithm {
    @Override
    public String name() {
      return "rows";
    }

    @Override
    public Parallel parallel(Node node) {
      return Parallel.ROWS;
    }

    @Override
    public Layout wants(Node node, int input, Layout actual, Context context) {
      return input == 1 ? Algorithm.super.wants(node, input, actual, context) : actual;
    }

    @Override
    public List<Layout> results(Node node, List<Layout> inputs, Context context) {
      return List.of(context.activation(node.types().getFirst(), true));
    }

    @Override
    public void lower(Lowering l) {
      Home label = l.input(0);
      Home w = l.input(1);
      Home lossGrad = l.input(2);
      Home xGrad = l.result(0);
      Kernel kernel = kernel(l, xGrad.buffer().dtype());
      l.eachRow(row -> {
        Index right = new Index.Element(label.buffer(), row.plus(label.offset()));
        l.driver().clear(xGrad.buffer(), xGrad.row(row), Index.of(xGrad.rowStride()));
        l.call(
            kernel,
            List.of(w.buffer(), lossGrad.buffer(), xGrad.buffer()),
            right.plus(w.offset()),
            lossGrad.row(row),
            xGrad.row(row).plus(right));
      });
    }

    private static Kernel kernel(Lowering l, DType type) {
      KernelBuilder k = l.kernel("logLikelihoodGradRow");
      Buffer w = k.buffer("w", type);
      Buffer lossGrad = k.buffer("lossGrad", type);
      Buffer xGrad = k.buffer("xGrad", type);
      Index wAt = k.index("wAt");
      Index lossAt = k.index("lossGradAt");
      Index xAt = k.index("xGradAt");
      Expr grad = k.element(lossGrad, lossAt).times(k.element(w, wAt));
      k.store(xGrad, xAt, grad.apply(Expr.UnaryOp.NEGATE));
      return l.finish(k, "xGrad[label] = -lossGrad w[label].");
    }
  }
}
