package dev.lanewise.processor.ops.arithmetic;

import dev.lanewise.processor.graph.Elementwise;
import dev.lanewise.processor.graph.Node;
import dev.lanewise.processor.graph.Value;
import dev.lanewise.processor.loop.Expr;
import dev.lanewise.processor.loop.KernelBuilder;
import java.util.List;

/** {@code y = factor x}, of which gradients are made. */
public record ScaleOp(double factor) implements Elementwise {
  @Override
  public String mnemonic() {
    return "scale";
  }

  @Override
  public String attributes() {
    return Double.toString(factor);
  }

  @Override
  public Expr apply(KernelBuilder k, List<Expr> inputs) {
    return inputs.getFirst().times(factor);
  }

  @Override
  public boolean zero(List<Boolean> zero) {
    return zero.getFirst();
  }

  @Override
  public List<Value> gradient(Gradients gradients, Node node, List<Value> resultGrads) {
    return List.of(gradients.add(node.input(0).name() + "Grad", this, resultGrads).result());
  }
}
