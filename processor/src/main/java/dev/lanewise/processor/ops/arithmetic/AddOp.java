package dev.lanewise.processor.ops.arithmetic;

import dev.lanewise.processor.graph.Elementwise;
import dev.lanewise.processor.graph.Node;
import dev.lanewise.processor.graph.Value;
import dev.lanewise.processor.loop.Expr;
import dev.lanewise.processor.loop.KernelBuilder;
import java.util.Collections;
import java.util.List;

/** {@code y = x0 + x1 + ...}. */
public record AddOp() implements Elementwise {
  @Override
  public String mnemonic() {
    return "add";
  }

  @Override
  public Expr apply(KernelBuilder k, List<Expr> inputs) {
    return inputs.stream().reduce(Expr::plus).orElseThrow();
  }

  @Override
  public boolean commutes() {
    return true;
  }

  @Override
  public boolean zero(List<Boolean> zero) {
    return !zero.contains(false);
  }

  @Override
  public List<Value> gradient(Gradients gradients, Node node, List<Value> resultGrads) {
    return Collections.nCopies(node.inputs().size(), resultGrads.getFirst());
  }
}
