package dev.lanewise.processor.ops;

import dev.lanewise.processor.graph.Algorithm;
import dev.lanewise.processor.graph.Home;
import dev.lanewise.processor.graph.Layout;
import dev.lanewise.processor.graph.Lowering;
import dev.lanewise.processor.graph.Node;
import dev.lanewise.processor.graph.Op;
import dev.lanewise.processor.graph.RowAlgorithm;
import dev.lanewise.processor.graph.TensorType;
import dev.lanewise.processor.graph.Value;
import dev.lanewise.processor.loop.Expr;
import dev.lanewise.processor.loop.Index;
import dev.lanewise.processor.loop.Kernel;
import dev.lanewise.processor.loop.KernelBuilder;
import dev.lanewise.processor.loop.Place;
import java.util.List;

/** {@code y_i = x_i - max x - log sum_j exp(x_j - max x)} over the features of a sample. */
record LogSoftmaxOp() implements Op {
  @Override
  public String mnemonic() {
    return "log_softmax";
  }

  @Override
  public List<TensorType> infer(List<TensorType> inputs) {
    return inputs;
  }

  /** A subtraction, an exponential, an addition and a subtraction for each element. */
  @Override
  public long flops(Node node) {
    return 4L * node.types().getFirst().sampleSize();
  }

  @Override
  public List<Value> gradient(Gradients gradients, Node node, List<Value> resultGrads) {
    List<Value> inputs = List.of(resultGrads.getFirst(), node.result());
    return List.of(gradients.add(node.name() + "PreGrad", new Grad(), inputs).result());
  }

  @Override
  public List<Algorithm> algorithms() {
    return List.of(new Forward());
  }

  private static final class Forward implements RowAlgorithm {
    @Override
    public List<Layout> results(Node node, List<Layout> inputs, Context context) {
      return List.of(context.activation(node.types().getFirst(), true));
    }

    @Override
    public int scratch(Node node, Context context) {
      return SoftmaxRows.scratch(node, context);
    }

    @Override
    public void lower(Lowering l) {
      SoftmaxRows softmax = new SoftmaxRows(l, l.input(0), l.result(0));
      l.eachRow(softmax::lowerLog);
    }
  }

  /** {@code xGrad = yGrad - exp(y) sum_j yGrad_j}. */
  record Grad() implements Op {
    @Override
    public String mnemonic() {
      return "log_softmax_grad";
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

  private static final class Backward implements RowAlgorithm {
    @Override
    public List<Layout> results(Node node, List<Layout> inputs, Context context) {
      return List.of(context.activation(node.types().getFirst(), true));
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
        l.call(sum, List.of(yGrad.at(row), l.scratch().at(row)));
        l.call(subtract, List.of(yGrad.at(row), y.at(row), l.scratch().at(row), xGrad.at(row)));
      });
    }

    private static Kernel sum(Lowering l) {
      TensorType type = l.node().types().getFirst();
      KernelBuilder k = l.kernel("logSoftmaxGradSum");
      Place yGrad = k.place("yGrad", type.dtype());
      Place s = k.place("s", type.dtype());
      int lanes = k.lanes(type.dtype());
      Expr.Use sum = k.variable("sum", k.constant(type.dtype(), 0));
      VectorTail.over(
          k,
          type.sampleSize(),
          lanes,
          (i, valid) -> {
            Expr value = k.load(yGrad, i);
            k.assign(sum, sum.plus(valid == lanes ? value : k.fillFrom(valid, value, 0)));
          });
      k.store(s, lanes, k.sumLanes(sum, s));
      return l.finish(k, "s[lanes] = sum(yGrad).");
    }

    private static Kernel subtract(Lowering l) {
      TensorType type = l.node().types().getFirst();
      KernelBuilder k = l.kernel("logSoftmaxGrad");
      Place yGrad = k.place("yGrad", type.dtype());
      Place y = k.place("y", type.dtype());
      Place s = k.place("s", type.dtype());
      Place xGrad = k.place("xGrad", type.dtype());
      int lanes = k.lanes(type.dtype());
      Expr sum = k.let("sum", k.broadcast(k.element(s, Index.of(lanes))));
      VectorTail.masked(
          k,
          type.dtype(),
          type.sampleSize(),
          i -> k.load(yGrad, i).minus(k.load(y, i).apply(Expr.UnaryOp.EXP).times(sum)),
          (i, grad) -> k.store(xGrad, i, grad));
      return l.finish(k, "xGrad = yGrad - exp(y) s[lanes].");
    }
  }
}
