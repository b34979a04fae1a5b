package dev.lanewise.processor.ops.loss;

import dev.lanewise.processor.loop.Expr;
import dev.lanewise.processor.loop.KernelBuilder;

/**
 * {@code max(x, 0) - t x + log1p(exp(-|x|))}: binary cross entropy of {@code sigmoid(x)}, without
 * overflow.
 */
record BinaryCrossEntropyWithLogits() implements LossFormula {
  @Override
  public String mnemonic() {
    return "binary_cross_entropy_with_logits";
  }

  @Override
  public Expr value(int term, KernelBuilder k, Expr x, Expr t) {
    Expr e = x.apply(Expr.UnaryOp.ABS).apply(Expr.UnaryOp.NEGATE).apply(Expr.UnaryOp.EXP);
    return x.max(x.constant(0)).minus(t.times(x)).plus(e.apply(Expr.UnaryOp.LOG1P));
  }

  @Override
  public Expr gradient(KernelBuilder k, Expr x, Expr t) {
    return x.apply(Expr.UnaryOp.SIGMOID).minus(t);
  }

  @Override
  public Expr targetGradient(KernelBuilder k, Expr x, Expr t) {
    return x.apply(Expr.UnaryOp.NEGATE);
  }
}
