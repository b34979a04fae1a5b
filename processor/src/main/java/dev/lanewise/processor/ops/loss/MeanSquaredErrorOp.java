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
import dev.lanewise.processor.ops.VectorTail;
import java.util.ArrayList;
import java.util.List;

/** {@code l_r = sum_i (x_i - t_i)^2 / n} per sample of n elements. */
record MeanSquaredErrorOp() implements Op {
  @Override
  public String mnemonic() {
    return "squared_error";
  }

  @Override
  public List<TensorType> infer(List<TensorType> inputs) {
    return List.of(Losses.perRow(inputs.getFirst()));
  }

  @Override
  public List<Value> gradient(Gradients gradients, Node node, List<Value> resultGrads) {
    List<Value> grads = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      Value self = node.input(i);
      List<Value> inputs = List.of(self, node.input(1 - i), resultGrads.getFirst());
      grads.add(
          gradients.needs(self)
              ? gradients.add(self.name() + "Grad", new Grad(), inputs).result()
              : null);
    }
    return grads;
  }

  @Override
  public List<Algorithm> algorithms() {
    return List.of(new Forward());
  }

  /**
   * {@code xGrad = 2/n lGrad_r (x - t)}: inputs x, t and lGrad. The formula for t is the same with
   * both exchanged.
   */
  record Grad() implements Op {
    @Override
    public String mnemonic() {
      return "squared_error_grad";
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
    public int scratch(Node node, Context context) {
      return context.target().lanes(node.types().getFirst().dtype());
    }

    @Override
    public void lower(Lowering l) {
      Home x = l.input(0);
      Home t = l.input(1);
      Home loss = l.result(0);
      Kernel kernel = kernel(l, loss.buffer().dtype(), l.node().input(0).type().sampleSize());
      l.eachRow(row ->
          l.call(
              kernel,
              List.of(x.buffer(), t.buffer(), l.scratch().buffer(), loss.buffer()),
              x.row(row),
              t.row(row),
              l.scratch().row(row),
              loss.row(row)));
    }

    private static Kernel kernel(Lowering l, DType type, int length) {
      KernelBuilder k = l.kernel("squaredErrorRow");
      Buffer x = k.buffer("x", type);
      Buffer t = k.buffer("t", type);
      Buffer s = k.buffer("s", type);
      Buffer loss = k.buffer("loss", type);
      Index xAt = k.index("xAt");
      Index tAt = k.index("tAt");
      Index sAt = k.index("sAt");
      Index lossAt = k.index("lossAt");
      int lanes = k.lanes(type);
      Expr.Use sum = k.variable("sum", k.constant(type, 0));
      VectorTail.over(
          k,
          length,
          lanes,
          (i, valid) -> {
            Expr difference = k.load(x, xAt.plus(i)).minus(k.load(t, tAt.plus(i)));
            Expr d = k.let("d", valid == lanes ? difference : k.fillFrom(valid, difference, 0));
            k.assign(sum, d.fma(d, sum));
          });
      k.store(loss, lossAt, k.sumLanes(sum, s, sAt).times(1.0 / length));
      return l.finish(k, "loss = mean((x - t)^2).");
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
      return input == 2 ? actual : Algorithm.super.wants(node, input, actual, context);
    }

    @Override
    public List<Layout> results(Node node, List<Layout> inputs, Context context) {
      // x may be a sigmoid, whose pads are one half: the last vector is masked.
      return List.of(context.activation(node.types().getFirst(), true));
    }

    @Override
    public void lower(Lowering l) {
      Home x = l.input(0);
      Home t = l.input(1);
      Home lossGrad = l.input(2);
      Home xGrad = l.result(0);
      Kernel kernel = kernel(l, xGrad.buffer().dtype(), l.node().types().getFirst().sampleSize());
      l.eachRow(row ->
          l.call(
              kernel,
              List.of(x.buffer(), t.buffer(), lossGrad.buffer(), xGrad.buffer()),
              x.row(row),
              t.row(row),
              lossGrad.row(row),
              xGrad.row(row)));
    }

    private static Kernel kernel(Lowering l, DType type, int length) {
      KernelBuilder k = l.kernel("squaredErrorGradRow");
      Buffer x = k.buffer("x", type);
      Buffer t = k.buffer("t", type);
      Buffer lossGrad = k.buffer("lossGrad", type);
      Buffer xGrad = k.buffer("xGrad", type);
      Index xAt = k.index("xAt");
      Index tAt = k.index("tAt");
      Index lossAt = k.index("lossGradAt");
      Index xGradAt = k.index("xGradAt");
      int lanes = k.lanes(type);
      Expr scale = k.let("scale", k.broadcast(k.element(lossGrad, lossAt).times(2.0 / length)));
      VectorTail.over(
          k,
          length,
          lanes,
          (i, valid) -> {
            Expr difference = k.load(x, xAt.plus(i)).minus(k.load(t, tAt.plus(i)));
            Expr d = valid == lanes ? difference : k.fillFrom(valid, difference, 0);
            k.store(xGrad, xGradAt.plus(i), d.times(scale));
          });
      return l.finish(k, "xGrad = 2/n lossGrad (x - t).");
    }
  }
}
