package dev.lanewise.processor.ops.activation;

import dev.lanewise.processor.loop.Expr;
import dev.lanewise.processor.loop.KernelBuilder;

/** {@code y = x / (1 + |x|)}; {@code xGrad = yGrad (1 - |y|)^2}. */
record SoftsignOp() implements ActivationOp {
  @Override
  public String mnemonic() {
    return "softsign";
  }

  @Override
  public Expr value(KernelBuilder k, Expr x) {
    return x.over(x.apply(Expr.UnaryOp.ABS).plus(1));
  }

  @Override
  public Expr gradient(KernelBuilder k, Expr yGrad, Expr y) {
    Expr rest = k.let("rest", y.constant(1).minus(y.apply(Expr.UnaryOp.ABS)));
    return yGrad.times(rest.times(rest));
  }

  @Override
  public boolean fromOutput() {
    return true;
  }
}
