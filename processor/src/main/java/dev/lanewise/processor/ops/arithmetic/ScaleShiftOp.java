package dev.lanewise.processor.ops.arithmetic;

import dev.lanewise.processor.graph.Elementwise;
import dev.lanewise.processor.graph.Node;
import dev.lanewise.processor.graph.Value;
import dev.lanewise.processor.loop.Expr;
import dev.lanewise.processor.loop.KernelBuilder;
import java.util.Arrays;
import java.util.List;

/** {@code y = x s + t}; {@code xGrad = yGrad s}, {@code sGrad = yGrad x}, {@code tGrad = yGrad}. */
public record ScaleShiftOp() implements Elementwise {
  /** Whether the node is one, stretched or not. */
  public static boolean isOpOf(Node node) {
    return node.op() instanceof ScaleShiftOp
        || node.op() instanceof StretchedOp(Elementwise of) && of instanceof ScaleShiftOp;
  }

  @Override
  public String mnemonic() {
    return "scale_shift";
  }

  @Override
  public Expr apply(KernelBuilder k, List<Expr> inputs) {
    return inputs.get(0).fma(inputs.get(1), inputs.get(2));
  }

  @Override
  public boolean zero(List<Boolean> zero) {
    return !zero.contains(false);
  }

  @Override
  public List<Value> gradient(Gradients gradients, Node node, List<Value> resultGrads) {
    Value yGrad = resultGrads.getFirst();
    Value[] grads = {null, null, yGrad};
    for (int i = 0; i < 2; i++) {
      List<Value> factors = List.of(yGrad, node.input(1 - i));
      if (gradients.needs(node.input(i))) {
        String name = node.input(i).name() + "Grad";
        grads[i] = gradients.add(name, new MultiplyOp(), factors).result();
      }
    }
    return Arrays.asList(grads);
  }

  @Override
  public long flops(Node node) {
    return 2L * node.types().getFirst().sampleSize();
  }
}
