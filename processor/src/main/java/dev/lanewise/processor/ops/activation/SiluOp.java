package dev.lanewise.processor.ops.activation;

import dev.lanewise.processor.loop.Expr;
import dev.lanewise.processor.loop.KernelBuilder;

/**
 * {@code y = x s, s = 1 / (1 + exp(-x))}; {@code xGrad = yGrad (s + y (1 - s))}. Not by way of
 * tanh: its error times a large negative x would show where y is nearly zero.
 */
record SiluOp() implements ActivationOp {
  @Override
  public String mnemonic() {
    return "silu";
  }

  @Override
  public Expr value(KernelBuilder k, Expr x) {
    return x.over(x.apply(Expr.UnaryOp.NEGATE).apply(Expr.UnaryOp.EXP).plus(1));
  }

  @Override
  public Expr gradient(KernelBuilder k, Expr yGrad, Expr x) {
    Expr e = x.apply(Expr.UnaryOp.NEGATE).apply(Expr.UnaryOp.EXP);
    Expr s = k.let("s", x.constant(1).over(e.plus(1)));
    return yGrad.times(s.fma(x.times(x.constant(1).minus(s)), s));
  }

  @Override
  public boolean fromOutput() {
    return false;
  }
}
