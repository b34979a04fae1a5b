package dev.lanewise.processor.ops.arithmetic;

import dev.lanewise.processor.graph.Elementwise;
import dev.lanewise.processor.graph.Node;
import dev.lanewise.processor.graph.Value;
import dev.lanewise.processor.loop.Expr;
import dev.lanewise.processor.loop.KernelBuilder;
import java.util.Arrays;
import java.util.List;

/** {@code y = (x - m) s}, where m and s are constants; {@code xGrad = yGrad s}. */
record NormalizeOp() implements Elementwise {
  @Override
  public String mnemonic() {
    return "normalize";
  }

  @Override
  public Expr apply(KernelBuilder k, List<Expr> inputs) {
    return inputs.get(0).minus(inputs.get(1)).times(inputs.get(2));
  }

  @Override
  public boolean zero(List<Boolean> zero) {
    return !zero.contains(false);
  }

  @Override
  public List<Value> gradient(Gradients gradients, Node node, List<Value> resultGrads) {
    List<Value> factors = List.of(resultGrads.getFirst(), node.input(2));
    String name = node.input(0).name() + "Grad";
    return Arrays.asList(gradients.add(name, new MultiplyOp(), factors).result(), null, null);
  }

  @Override
  public long flops(Node node) {
    return 2L * node.types().getFirst().sampleSize();
  }
}
