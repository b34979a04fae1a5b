package dev.lanewise.processor.ops.activation;

import dev.lanewise.processor.loop.Expr;
import dev.lanewise.processor.loop.KernelBuilder;

/**
 * {@code y = x/2 (1 + tanh(u)), u = sqrt(2/pi) (x + 0.044715 x^3)}, computed as {@code x s, s = 1 /
 * (1 + exp(-2u))}: the same number, exact where tanh is nearly -1. {@code xGrad = yGrad (s + x s (1
 * - s) 2u')}.
 */
record GeluTanhOp() implements ActivationOp {
  private static final double TWICE = 2 * Math.sqrt(2 / Math.PI);
  private static final double CUBIC = 0.044715;

  @Override
  public String mnemonic() {
    return "gelu_tanh";
  }

  @Override
  public Expr value(KernelBuilder k, Expr x) {
    return x.over(x.constant(1).plus(exp(x, x.times(x))));
  }

  @Override
  public Expr gradient(KernelBuilder k, Expr yGrad, Expr x) {
    Expr square = k.let("square", x.times(x));
    Expr s = k.let("s", x.constant(1).over(exp(x, square).plus(1)));
    Expr slope = square.fma(x.constant(3 * TWICE * CUBIC), x.constant(TWICE)).times(x);
    return yGrad.times(s.fma(slope.times(x.constant(1).minus(s)), s));
  }

  @Override
  public boolean fromOutput() {
    return false;
  }

  /** {@code exp(-2u)}. */
  private static Expr exp(Expr x, Expr square) {
    return square
        .fma(x.constant(-TWICE * CUBIC), x.constant(-TWICE))
        .times(x)
        .apply(Expr.UnaryOp.EXP);
  }
}
