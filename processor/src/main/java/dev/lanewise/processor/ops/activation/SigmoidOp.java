package dev.lanewise.processor.ops.activation;

import dev.lanewise.processor.loop.Expr;
import dev.lanewise.processor.loop.KernelBuilder;
import java.util.List;

/**
 * {@code y = 1 / (1 + exp(-x))}; {@code xGrad = yGrad (y - y^2)}. sigmoid(0) is one half: zero pads
 * do not stay zero.
 */
record SigmoidOp() implements ActivationOp {
  @Override
  public String mnemonic() {
    return "sigmoid";
  }

  @Override
  public Expr value(KernelBuilder k, Expr x) {
    return x.apply(Expr.UnaryOp.SIGMOID);
  }

  @Override
  public Expr gradient(KernelBuilder k, Expr yGrad, Expr y) {
    return yGrad.times(y.constant(1).minus(y).times(y));
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
