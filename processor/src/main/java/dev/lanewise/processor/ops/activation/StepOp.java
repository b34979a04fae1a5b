package dev.lanewise.processor.ops.activation;

import dev.lanewise.processor.graph.Elementwise;
import dev.lanewise.processor.graph.Node;
import dev.lanewise.processor.graph.Value;
import dev.lanewise.processor.loop.Expr;
import dev.lanewise.processor.loop.Expr.Comparison;
import dev.lanewise.processor.loop.KernelBuilder;
import java.util.Collections;
import java.util.List;

/**
 * {@code y = 1 where x > 0, else 0}, and NaN for NaN. The slope is 0 wherever there is one, so no
 * gradient flows.
 */
record StepOp() implements Elementwise {
  @Override
  public String mnemonic() {
    return "step";
  }

  @Override
  public Expr apply(KernelBuilder k, List<Expr> inputs) {
    Expr first = inputs.getFirst();
    Expr x = first instanceof Expr.Use ? first : k.let("x", first);
    Expr low = x.select(Comparison.LE, x.constant(0), x.constant(0), x);
    return x.select(Comparison.GT, x.constant(0), x.constant(1), low);
  }

  @Override
  public boolean zero(List<Boolean> zero) {
    return zero.getFirst();
  }

  @Override
  public List<Value> gradient(Gradients gradients, Node node, List<Value> resultGrads) {
    return Collections.singletonList(null);
  }
}
