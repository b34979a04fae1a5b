package dev.lanewise.processor.ops.arithmetic;

import dev.lanewise.processor.graph.Elementwise;
import dev.lanewise.processor.graph.Node;
import dev.lanewise.processor.graph.Value;
import dev.lanewise.processor.loop.Expr;
import dev.lanewise.processor.loop.KernelBuilder;
import java.util.List;

/** {@code y = exp(x)}; {@code xGrad = yGrad y}. */
public record ExpOp() implements Elementwise {
  @Override
  public String mnemonic() {
    return "exp";
  }

  @Override
  public Expr apply(KernelBuilder k, List<Expr> inputs) {
    return inputs.getFirst().apply(Expr.UnaryOp.EXP);
  }

  @Override
  public boolean zero(List<Boolean> zero) {
    return false;
  }

  @Override
  public List<Value> gradient(Gradients gradients, Node node, List<Value> resultGrads) {
    List<Value> factors = List.of(resultGrads.getFirst(), node.result());
    return List.of(
        gradients.add(node.input(0).name() + "Grad", new MultiplyOp(), factors).result());
  }
}
