package dev.lanewise.processor.ops.loss;

import dev.lanewise.processor.loop.Expr;
import dev.lanewise.processor.loop.KernelBuilder;

/**
 * {@code -t log(x) - (1 - t) log(1 - x)}, logarithms cut at -100 and the slope's divisor at 1e-12,
 * as in PyTorch: a certain error costs much, but not infinity.
 */
record BinaryCrossEntropy() implements LossFormula {
  @Override
  public String mnemonic() {
    return "binary_cross_entropy";
  }

  @Override
  public int terms() {
    return 2;
  }

  @Override
  public Expr value(int term, KernelBuilder k, Expr x, Expr t) {
    Expr part = term == 0 ? t : t.constant(1).minus(t);
    Expr log = (term == 0 ? x : x.constant(1).minus(x)).apply(Expr.UnaryOp.LOG);
    return part.times(log.max(x.constant(-100))).apply(Expr.UnaryOp.NEGATE);
  }

  @Override
  public Expr gradient(KernelBuilder k, Expr x, Expr t) {
    Expr variance = x.constant(1).minus(x).times(x);
    return x.minus(t).over(variance.max(x.constant(1e-12)));
  }

  @Override
  public Expr targetGradient(KernelBuilder k, Expr x, Expr t) {
    return x.constant(1).minus(x).over(x).apply(Expr.UnaryOp.LOG);
  }
}
