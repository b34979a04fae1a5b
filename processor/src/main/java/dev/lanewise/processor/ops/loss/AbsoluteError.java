package dev.lanewise.processor.ops.loss;

import dev.lanewise.processor.loop.Expr;
import dev.lanewise.processor.loop.Expr.Comparison;
import dev.lanewise.processor.loop.KernelBuilder;

/** {@code |x - t|}; the slope at 0 is 0, as in PyTorch. */
record AbsoluteError() implements LossFormula {
  @Override
  public String mnemonic() {
    return "absolute_error";
  }

  @Override
  public Expr value(int term, KernelBuilder k, Expr x, Expr t) {
    return x.minus(t).apply(Expr.UnaryOp.ABS);
  }

  @Override
  public Expr gradient(KernelBuilder k, Expr x, Expr t) {
    Expr d = k.let("d", x.minus(t));
    // The last branch is 0, or NaN.
    Expr rest = d.select(Comparison.LT, d.constant(0), d.constant(-1), d);
    return d.select(Comparison.GT, d.constant(0), d.constant(1), rest);
  }
}
