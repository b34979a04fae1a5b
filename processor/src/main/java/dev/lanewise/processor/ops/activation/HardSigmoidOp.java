package dev.lanewise.processor.ops.activation;

import dev.lanewise.processor.loop.Expr;
import dev.lanewise.processor.loop.Expr.Comparison;
import dev.lanewise.processor.loop.KernelBuilder;
import java.util.List;

/**
 * {@code y = min(max(x + 3, 0), 6) / 6}; {@code xGrad = yGrad / 6 where 0 < y < 1}. One half at
 * zero: pads do not stay zero.
 */
record HardSigmoidOp() implements ActivationOp {
  @Override
  public String mnemonic() {
    return "hard_sigmoid";
  }

  @Override
  public Expr value(KernelBuilder k, Expr x) {
    return x.plus(3).max(x.constant(0)).min(x.constant(6)).times(1.0 / 6);
  }

  @Override
  public Expr gradient(KernelBuilder k, Expr yGrad, Expr y) {
    Expr zero = y.constant(0);
    Expr below = y.select(Comparison.LT, y.constant(1), yGrad.times(1.0 / 6), zero);
    return y.select(Comparison.GT, zero, below, zero);
  }

  @Override
  public boolean fromOutput() {
    return true;
  }

  @Override
  public boolean selects() {
    return true;
  }

  @Override
  public boolean zero(List<Boolean> zero) {
    return false;
  }
}
