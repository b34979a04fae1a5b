package dev.lanewise.processor.ops.loss;

import dev.lanewise.processor.loop.Expr;
import dev.lanewise.processor.loop.Expr.Comparison;
import dev.lanewise.processor.loop.KernelBuilder;

/** {@code max(x, 0) - t x}. */
record PerceptronCriterion() implements LossFormula {
  @Override
  public String mnemonic() {
    return "perceptron";
  }

  @Override
  public Expr value(int term, KernelBuilder k, Expr x, Expr t) {
    return x.max(x.constant(0)).minus(t.times(x));
  }

  @Override
  public Expr gradient(KernelBuilder k, Expr x, Expr t) {
    return x.select(Comparison.GT, x.constant(0), x.constant(1), x.constant(0)).minus(t);
  }

  @Override
  public Expr targetGradient(KernelBuilder k, Expr x, Expr t) {
    return x.apply(Expr.UnaryOp.NEGATE);
  }
}
