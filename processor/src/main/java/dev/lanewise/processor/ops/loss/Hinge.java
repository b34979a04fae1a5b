package dev.lanewise.processor.ops.loss;

import dev.lanewise.processor.loop.Expr;
import dev.lanewise.processor.loop.Expr.Comparison;
import dev.lanewise.processor.loop.KernelBuilder;

/** {@code max(0, 1 - t x)}. */
record Hinge() implements LossFormula {
  @Override
  public String mnemonic() {
    return "hinge";
  }

  @Override
  public Expr value(int term, KernelBuilder k, Expr x, Expr t) {
    return x.constant(1).minus(t.times(x)).max(x.constant(0));
  }

  @Override
  public Expr gradient(KernelBuilder k, Expr x, Expr t) {
    Expr margin = x.constant(1).minus(t.times(x));
    Expr slope = t.apply(Expr.UnaryOp.NEGATE);
    return margin.select(Comparison.GT, x.constant(0), slope, x.constant(0));
  }
}
