package dev.lanewise.processor.ops.activation;

import dev.lanewise.processor.loop.Expr;
import dev.lanewise.processor.loop.KernelBuilder;

/** {@code y = tanh(x)}; {@code xGrad = yGrad (1 - y^2)}. */
record TanhOp() implements ActivationOp {
  @Override
  public String mnemonic() {
    return "tanh";
  }

  @Override
  public Expr value(KernelBuilder k, Expr x) {
    return x.apply(Expr.UnaryOp.TANH);
  }

  @Override
  public Expr gradient(KernelBuilder k, Expr yGrad, Expr y) {
    return yGrad.times(y.constant(1).minus(y.times(y)));
  }

  @Override
  public boolean fromOutput() {
    return true;
  }
}
