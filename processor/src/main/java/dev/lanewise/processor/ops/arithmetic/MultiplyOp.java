package dev.lanewise.processor.ops.arithmetic;

import dev.lanewise.processor.graph.Elementwise;
import dev.lanewise.processor.graph.Node;
import dev.lanewise.processor.graph.Value;
import dev.lanewise.processor.loop.Expr;
import dev.lanewise.processor.loop.KernelBuilder;
import java.util.Arrays;
import java.util.List;

/** {@code y = a b}; {@code aGrad = yGrad b}, {@code bGrad = yGrad a}. */
public record MultiplyOp() implements Elementwise {
  @Override
  public String mnemonic() {
    return "multiply";
  }

  @Override
  public Expr apply(KernelBuilder k, List<Expr> inputs) {
    return inputs.get(0).times(inputs.get(1));
  }

  @Override
  public boolean commutes() {
    return true;
  }

  /** Pads may be NaN, and 0 times that is. */
  @Override
  public boolean zero(List<Boolean> zero) {
    return !zero.contains(false);
  }

  @Override
  public List<Value> gradient(Gradients gradients, Node node, List<Value> resultGrads) {
    return Arrays.asList(
        grad(gradients, node, resultGrads, 0), grad(gradients, node, resultGrads, 1));
  }

  private static Value grad(Gradients gradients, Node node, List<Value> resultGrads, int of) {
    Value input = node.input(of);
    List<Value> factors = List.of(resultGrads.getFirst(), node.input(1 - of));
    return gradients.needs(input)
        ? gradients.add(input.name() + "Grad", new MultiplyOp(), factors).result()
        : null;
  }
}
