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
import dev.lanewise.processor.loop.Kernel;
import dev.lanewise.processor.loop.KernelBuilder;
import dev.lanewise.processor.loop.Place;
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

  /** A product with the weight, and its sign. */
  @Override
  public long flops(Node node) {
    return 2;
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

  private static final class Forward implements RowAlgorithm {
    @Override
    public Layout wants(Node node, int input, Layout actual, Context context) {
      return input == 1 ? actual : RowAlgorithm.super.wants(node, input, actual, context);
    }

    @Override
    public void lower(Lowering l) {
      Home x = l.input(0);
      Home w = l.input(2);
      Home loss = l.result(0);
      Home rowWeight = l.result(1);
      Kernel kernel = kernel(l, x.buffer().dtype());
      l.eachRow(row -> {
        Index right = Losses.label(l, 1, row);
        l.call(
            kernel,
            List.of(x.at(row).plus(right), w.start().plus(right), loss.at(row), rowWeight.at(row)));
      });
    }

    private static Kernel kernel(Lowering l, DType type) {
      KernelBuilder k = l.kernel("logLikelihoodRow");
      Place x = k.place("x", type);
      Place w = k.place("w", type);
      Place loss = k.place("loss", type);
      Place rowWeight = k.place("rowWeight", type);
      Expr own = k.let("own", k.element(w));
      k.store(rowWeight, 0, own);
      k.store(loss, 0, k.element(x).times(own).apply(Expr.UnaryOp.NEGATE));
      return l.finish(k, "loss = -w[label] x[label].");
    }
  }

  private static final class Backward implements RowAlgorithm {
    @Override
    public Layout wants(Node node, int input, Layout actual, Context context) {
      return input == 1 ? RowAlgorithm.super.wants(node, input, actual, context) : actual;
    }

    @Override
    public List<Layout> results(Node node, List<Layout> inputs, Context context) {
      return List.of(context.activation(node.types().getFirst(), true));
    }

    @Override
    public void lower(Lowering l) {
      Home w = l.input(1);
      Home lossGrad = l.input(2);
      Home xGrad = l.result(0);
      Kernel kernel = kernel(l, xGrad.buffer().dtype());
      l.eachRow(row -> {
        Index right = Losses.label(l, 0, row);
        l.driver().clear(xGrad.buffer(), xGrad.row(row), Index.of(xGrad.rowStride()));
        l.call(kernel, List.of(w.start().plus(right), lossGrad.at(row), xGrad.at(row).plus(right)));
      });
    }

    private static Kernel kernel(Lowering l, DType type) {
      KernelBuilder k = l.kernel("logLikelihoodGradRow");
      Place w = k.place("w", type);
      Place lossGrad = k.place("lossGrad", type);
      Place xGrad = k.place("xGrad", type);
      Expr grad = k.element(lossGrad).times(k.element(w));
      k.store(xGrad, 0, grad.apply(Expr.UnaryOp.NEGATE));
      return l.finish(k, "xGrad[label] = -lossGrad w[label].");
    }
  }
}
