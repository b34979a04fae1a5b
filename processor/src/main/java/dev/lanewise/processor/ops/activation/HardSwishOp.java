package dev.lanewise.processor.ops.activation;

import dev.lanewise.processor.loop.Expr;
import dev.lanewise.processor.loop.Expr.Comparison;
import dev.lanewise.processor.loop.KernelBuilder;

/**
 * {@code y = x min(max(x + 3, 0), 6) / 6}; the slope is 0 below -3, 1 above 3, {@code x/3 + 1/2}
 * between.
 */
record HardSwishOp() implements ActivationOp {
  @Override
  public String mnemonic() {
    return "hard_swish";
  }

  @Override
  public Expr value(KernelBuilder k, Expr x) {
    return x.plus(3).max(x.constant(0)).min(x.constant(6)).times(x.times(1.0 / 6));
  }

  @Override
  public Expr gradient(KernelBuilder k, Expr yGrad, Expr x) {
    Expr line = x.fma(x.constant(1.0 / 3), x.constant(0.5));
    Expr low = x.select(Comparison.LT, x.constant(-3), x.constant(0), line);
    return yGrad.times(x.select(Comparison.GT, x.constant(3), x.constant(1), low));
  }

  @Override
  public boolean fromOutput() {
    return false;
  }
}
