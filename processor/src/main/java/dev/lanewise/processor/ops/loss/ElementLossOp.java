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
import dev.lanewise.processor.ops.VectorTail;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;

/** {@code l_r = sum_i f(x_i, t_i) / n} per sample of n elements, f being the formula. */
record ElementLossOp(LossFormula formula) implements Op {
  @Override
  public String mnemonic() {
    return formula.mnemonic();
  }

  @Override
  public String attributes() {
    return formula.attributes();
  }

  @Override
  public List<TensorType> infer(List<TensorType> inputs) {
    return List.of(Losses.perRow(inputs.getFirst()));
  }

  /** A difference, the formula counted as one, and an addition for each element. */
  @Override
  public long flops(Node node) {
    return 3L * node.input(0).type().sampleSize();
  }

  @Override
  public List<Value> gradient(Gradients gradients, Node node, List<Value> resultGrads) {
    List<Value> inputs = List.of(node.input(0), node.input(1), resultGrads.getFirst());
    Value[] grads = new Value[2];
    for (int i = 0; i < 2; i++) {
      if (gradients.needs(node.input(i))) {
        Op grad = new Grad(formula, i == 1);
        grads[i] = gradients.add(node.input(i).name() + "Grad", grad, inputs).result();
      }
    }
    return Arrays.asList(grads);
  }

  @Override
  public List<Algorithm> algorithms() {
    return List.of(new Forward());
  }

  /**
   * {@code xGrad = lGrad_r f' / n}: inputs x, t and lGrad.
   *
   * @param ofTarget whether it is t's gradient
   */
  record Grad(LossFormula formula, boolean ofTarget) implements Op {
    @Override
    public String mnemonic() {
      return formula.mnemonic() + (ofTarget ? "_target_grad" : "_grad");
    }

    @Override
    public String attributes() {
      return formula.attributes();
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

  /**
   * The formula over a sample. Its pads are anything, and f(0, 0) need not be 0: each vector is
   * masked, since a tail of its own would double the call sites of a long formula.
   */
  private static void sweep(
      KernelBuilder k,
      int length,
      Place x,
      Place t,
      BiFunction<Expr, Expr, Expr> f,
      BiConsumer<Index, Expr> result) {
    VectorTail.masked(
        k,
        x.buffer().dtype(),
        length,
        i -> f.apply(k.let("a", k.load(x, i)), k.let("b", k.load(t, i))),
        result);
  }

  private static final class Forward implements RowAlgorithm {
    @Override
    public int scratch(Node node, Context context) {
      return context.target().lanes(node.types().getFirst().dtype());
    }

    @Override
    public void lower(Lowering l) {
      Home x = l.input(0);
      Home t = l.input(1);
      Home loss = l.result(0);
      LossFormula formula = ((ElementLossOp) l.node().op()).formula;
      List<Kernel> kernels = new ArrayList<>();
      for (int term = 0; term < formula.terms(); term++) {
        kernels.add(kernel(l, formula, term));
      }
      l.eachRow(row ->
          kernels.forEach(kernel ->
              l.call(kernel, List.of(x.at(row), t.at(row), l.scratch().at(row), loss.at(row)))));
    }

    private static Kernel kernel(Lowering l, LossFormula formula, int term) {
      DType type = l.node().types().getFirst().dtype();
      int length = l.node().input(0).type().sampleSize();
      KernelBuilder k = l.kernel(formula.mnemonic() + "_row");
      Place x = k.place("x", type);
      Place t = k.place("t", type);
      Place s = k.place("s", type);
      Place loss = k.place("loss", type);
      Expr.Use sum = k.variable("sum", k.constant(type, 0));
      sweep(
          k,
          length,
          x,
          t,
          (a, b) -> formula.value(term, k, a, b),
          (i, value) -> k.assign(sum, sum.plus(value)));
      Expr mean = k.sumLanes(sum, s).times(1.0 / length);
      k.store(loss, 0, term == 0 ? mean : k.element(loss).plus(mean));
      return l.finish(k, "loss " + (term == 0 ? "=" : "+=") + " mean(f(x, t)).");
    }
  }

  private static final class Backward implements RowAlgorithm {
    @Override
    public Layout wants(Node node, int input, Layout actual, Context context) {
      return input == 2 ? actual : RowAlgorithm.super.wants(node, input, actual, context);
    }

    @Override
    public List<Layout> results(Node node, List<Layout> inputs, Context context) {
      return List.of(context.activation(node.types().getFirst(), true));
    }

    @Override
    public void lower(Lowering l) {
      Home x = l.input(0);
      Home t = l.input(1);
      Home lossGrad = l.input(2);
      Home grad = l.result(0);
      Kernel kernel = kernel(l, (Grad) l.node().op());
      l.eachRow(
          row -> l.call(kernel, List.of(x.at(row), t.at(row), lossGrad.at(row), grad.at(row))));
    }

    private static Kernel kernel(Lowering l, Grad op) {
      TensorType of = l.node().types().getFirst();
      KernelBuilder k = l.kernel(op.mnemonic() + "_row");
      Place x = k.place("x", of.dtype());
      Place t = k.place("t", of.dtype());
      Place lossGrad = k.place("lossGrad", of.dtype());
      Place grad = k.place("grad", of.dtype());
      double share = 1.0 / of.sampleSize();
      Expr scale = k.let("scale", k.broadcast(k.element(lossGrad).times(share)));
      sweep(
          k,
          of.sampleSize(),
          x,
          t,
          (a, b) ->
              (op.ofTarget ? op.formula.targetGradient(k, a, b) : op.formula.gradient(k, a, b))
                  .times(scale),
          (i, value) -> k.store(grad, i, value));
      return l.finish(k, "grad = lossGrad f'(x, t) / n.");
    }
  }
}
