package dev.lanewise.processor.ops.activation;

import dev.lanewise.processor.graph.Elementwise;
import dev.lanewise.processor.graph.Node;
import dev.lanewise.processor.graph.Value;
import dev.lanewise.processor.loop.Expr;
import dev.lanewise.processor.loop.KernelBuilder;
import java.util.List;

/** {@code y = x}. */
record LinearOp() implements Elementwise {
  @Override
  public String mnemonic() {
    return "linear";
  }

  @Override
  public Expr apply(KernelBuilder k, List<Expr> inputs) {
    return inputs.getFirst();
  }

  @Override
  public boolean zero(List<Boolean> zero) {
    return zero.getFirst();
  }

  @Override
  public List<Value> gradient(Gradients gradients, Node node, List<Value> resultGrads) {
    return resultGrads;
  }
}
