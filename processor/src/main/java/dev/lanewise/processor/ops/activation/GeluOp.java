package dev.lanewise.processor.ops.activation;

import dev.lanewise.processor.graph.Elementwise;
import dev.lanewise.processor.graph.Node;
import dev.lanewise.processor.graph.Value;
import dev.lanewise.processor.loop.Expr;
import dev.lanewise.processor.loop.KernelBuilder;
import java.util.List;

/** {@code y = x cdf(x)}, cdf being that of the normal distribution. */
record GeluOp() implements Elementwise {
  @Override
  public String mnemonic() {
    return "gelu";
  }

  @Override
  public Expr apply(KernelBuilder k, List<Expr> inputs) {
    Expr x = inputs.getFirst() instanceof Expr.Use use ? use : k.let("x", inputs.getFirst());
    return x.times(cdf(x));
  }

  @Override
  public boolean zero(List<Boolean> zero) {
    return zero.getFirst();
  }

  /** Two nodes: erf and exp together exceed a kernel's call sites in double; in float they fuse. */
  @Override
  public List<Value> gradient(Gradients gradients, Node node, List<Value> resultGrads) {
    Value x = node.input(0);
    Value cdf = gradients.add(node.name() + "Cdf", new Cdf(), List.of(x)).result();
    List<Value> inputs = List.of(cdf, resultGrads.getFirst(), x);
    return List.of(gradients.add(node.name() + "PreGrad", new Grad(), inputs).result());
  }

  private static Expr cdf(Expr x) {
    Expr half = x.constant(0.5);
    return x.times(Math.sqrt(0.5)).apply(Expr.UnaryOp.ERF).fma(half, half);
  }

  /** {@code cdf(x) = (1 + erf(x / sqrt 2)) / 2}. */
  record Cdf() implements Elementwise {
    @Override
    public String mnemonic() {
      return "normal_cdf";
    }

    @Override
    public Expr apply(KernelBuilder k, List<Expr> inputs) {
      return cdf(inputs.getFirst());
    }

    @Override
    public boolean zero(List<Boolean> zero) {
      return false;
    }
  }

  /** {@code xGrad = yGrad (cdf + x exp(-x^2/2) / sqrt(2 pi))}: inputs cdf, yGrad, x. */
  record Grad() implements Elementwise {
    @Override
    public String mnemonic() {
      return "gelu_grad";
    }

    @Override
    public Expr apply(KernelBuilder k, List<Expr> inputs) {
      Expr cdf = inputs.get(0);
      Expr yGrad = inputs.get(1);
      Expr x = inputs.get(2);
      Expr e = x.times(x).times(-0.5).apply(Expr.UnaryOp.EXP);
      return yGrad.times(e.fma(x.times(1 / Math.sqrt(2 * Math.PI)), cdf));
    }

    @Override
    public boolean zero(List<Boolean> zero) {
      return zero.get(1) && zero.get(2);
    }
  }
}
