package dev.lanewise.processor.ops.activation;

import dev.lanewise.processor.loop.Expr;
import dev.lanewise.processor.loop.Expr.Comparison;
import dev.lanewise.processor.loop.KernelBuilder;

/** {@code y = max(x, 0)}; {@code xGrad = yGrad where y > 0}: 0 at 0, as in PyTorch. */
record ReluOp() implements ActivationOp {
  @Override
  public String mnemonic() {
    return "relu";
  }

  @Override
  public Expr value(KernelBuilder k, Expr x) {
    return x.max(x.constant(0));
  }

  @Override
  public Expr gradient(KernelBuilder k, Expr yGrad, Expr y) {
    return y.select(Comparison.GT, y.constant(0), yGrad, y.constant(0));
  }

  @Override
  public boolean fromOutput() {
    return true;
  }

  @Override
  public boolean selects() {
    return true;
  }
}
