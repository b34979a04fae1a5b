package dev.lanewise.processor.ops.arithmetic;

import dev.lanewise.processor.graph.Elementwise;
import dev.lanewise.processor.graph.Node;
import dev.lanewise.processor.graph.Value;
import dev.lanewise.processor.loop.Expr;
import dev.lanewise.processor.loop.KernelBuilder;
import java.util.List;

/** {@code y = log(x)}; {@code xGrad = yGrad / x}. */
public record LogOp() implements Elementwise {
  @Override
  public String mnemonic() {
    return "log";
  }

  @Override
  public Expr apply(KernelBuilder k, List<Expr> inputs) {
    return inputs.getFirst().apply(Expr.UnaryOp.LOG);
  }

  @Override
  public boolean zero(List<Boolean> zero) {
    return false;
  }

  @Override
  public List<Value> gradient(Gradients gradients, Node node, List<Value> resultGrads) {
    List<Value> inputs = List.of(resultGrads.getFirst(), node.input(0));
    return List.of(gradients.add(node.input(0).name() + "Grad", new DivideOp(), inputs).result());
  }
}
