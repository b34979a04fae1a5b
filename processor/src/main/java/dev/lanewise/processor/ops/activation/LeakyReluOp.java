package dev.lanewise.processor.ops.activation;

import dev.lanewise.processor.loop.Expr;
import dev.lanewise.processor.loop.Expr.Comparison;
import dev.lanewise.processor.loop.KernelBuilder;

/**
 * {@code y = x where x > 0, else slope x}; {@code xGrad = yGrad where x > 0, else slope yGrad}. The
 * output has the sign of the input unless the slope is negative.
 */
record LeakyReluOp(double slope) implements ActivationOp {
  @Override
  public String mnemonic() {
    return "leaky_relu";
  }

  @Override
  public String attributes() {
    return Double.toString(slope);
  }

  @Override
  public Expr value(KernelBuilder k, Expr x) {
    return x.select(Comparison.GT, x.constant(0), x, x.times(slope));
  }

  @Override
  public Expr gradient(KernelBuilder k, Expr yGrad, Expr v) {
    return v.select(Comparison.GT, v.constant(0), yGrad, yGrad.times(slope));
  }

  @Override
  public boolean fromOutput() {
    return slope >= 0;
  }

  @Override
  public boolean selects() {
    return true;
  }
}
