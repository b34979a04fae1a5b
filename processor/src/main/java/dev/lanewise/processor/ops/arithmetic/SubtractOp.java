package dev.lanewise.processor.ops.arithmetic;

import dev.lanewise.processor.graph.Elementwise;
import dev.lanewise.processor.graph.Node;
import dev.lanewise.processor.graph.Value;
import dev.lanewise.processor.loop.Expr;
import dev.lanewise.processor.loop.KernelBuilder;
import java.util.Arrays;
import java.util.List;

/** {@code y = a - b}. */
public record SubtractOp() implements Elementwise {
  @Override
  public String mnemonic() {
    return "subtract";
  }

  @Override
  public Expr apply(KernelBuilder k, List<Expr> inputs) {
    return inputs.get(0).minus(inputs.get(1));
  }

  @Override
  public boolean zero(List<Boolean> zero) {
    return !zero.contains(false);
  }

  @Override
  public List<Value> gradient(Gradients gradients, Node node, List<Value> resultGrads) {
    Value b = node.input(1);
    Value bGrad =
        gradients.needs(b)
            ? gradients.add(b.name() + "Grad", new ScaleOp(-1), resultGrads).result()
            : null;
    return Arrays.asList(resultGrads.getFirst(), bGrad);
  }
}
