package dev.lanewise.processor.ops.arithmetic;

import dev.lanewise.processor.graph.Elementwise;
import dev.lanewise.processor.loop.Expr;
import dev.lanewise.processor.loop.Expr.Comparison;
import dev.lanewise.processor.loop.KernelBuilder;
import java.util.List;

/** {@code y = a == b ? 1 : 0}. */
public record EqualOp() implements Elementwise {
  @Override
  public String mnemonic() {
    return "equal";
  }

  @Override
  public Expr apply(KernelBuilder k, List<Expr> inputs) {
    Expr a = inputs.get(0);
    return a.select(Comparison.EQ, inputs.get(1), a.constant(1), a.constant(0));
  }

  @Override
  public boolean zero(List<Boolean> zero) {
    return false;
  }
}
