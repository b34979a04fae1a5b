package dev.lanewise.processor.ops.loss;

import dev.lanewise.processor.loop.Expr;
import dev.lanewise.processor.loop.KernelBuilder;

/** {@code (x - t)^2}. */
record SquaredError() implements LossFormula {
  @Override
  public String mnemonic() {
    return "squared_error";
  }

  @Override
  public Expr value(int term, KernelBuilder k, Expr x, Expr t) {
    Expr d = k.let("d", x.minus(t));
    return d.times(d);
  }

  @Override
  public Expr gradient(KernelBuilder k, Expr x, Expr t) {
    return x.minus(t).times(2);
  }
}
