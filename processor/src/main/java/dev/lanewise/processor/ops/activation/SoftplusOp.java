package dev.lanewise.processor.ops.activation;

import dev.lanewise.processor.loop.Expr;
import dev.lanewise.processor.loop.KernelBuilder;
import java.util.List;

/**
 * {@code y = log(1 + exp(x)) = max(x, 0) + log1p(exp(-|x|))}, which neither overflows nor cancels;
 * {@code xGrad = yGrad (1 - exp(-y))}. log 2 at zero: pads do not stay zero.
 */
record SoftplusOp() implements ActivationOp {
  @Override
  public String mnemonic() {
    return "softplus";
  }

  @Override
  public Expr value(KernelBuilder k, Expr x) {
    Expr e = x.apply(Expr.UnaryOp.ABS).apply(Expr.UnaryOp.NEGATE).apply(Expr.UnaryOp.EXP);
    return x.max(x.constant(0)).plus(e.apply(Expr.UnaryOp.LOG1P));
  }

  @Override
  public Expr gradient(KernelBuilder k, Expr yGrad, Expr y) {
    Expr e = y.apply(Expr.UnaryOp.NEGATE).apply(Expr.UnaryOp.EXP);
    return yGrad.times(y.constant(1).minus(e));
  }

  @Override
  public boolean fromOutput() {
    return true;
  }

  @Override
  public boolean zero(List<Boolean> zero) {
    return false;
  }
}
