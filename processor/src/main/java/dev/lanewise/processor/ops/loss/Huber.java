package dev.lanewise.processor.ops.loss;

import dev.lanewise.processor.loop.Expr;
import dev.lanewise.processor.loop.KernelBuilder;

/** {@code d^2/2 where |d| <= delta, else delta (|d| - delta/2)}, d being {@code x - t}. */
record Huber(double delta) implements LossFormula {
  @Override
  public String mnemonic() {
    return "huber";
  }

  @Override
  public String attributes() {
    return Double.toString(delta);
  }

  @Override
  public Expr value(int term, KernelBuilder k, Expr x, Expr t) {
    Expr d = k.let("d", x.minus(t).apply(Expr.UnaryOp.ABS));
    // With c = min(|d|, delta) both branches are c (|d| - c/2).
    Expr c = k.let("c", d.min(d.constant(delta)));
    return c.times(d.minus(c.times(0.5)));
  }

  @Override
  public Expr gradient(KernelBuilder k, Expr x, Expr t) {
    Expr d = x.minus(t);
    return d.max(d.constant(-delta)).min(d.constant(delta));
  }
}
