package dev.lanewise.processor.ops;

import dev.lanewise.processor.graph.Elementwise;
import dev.lanewise.processor.graph.Node;
import dev.lanewise.processor.graph.Value;
import dev.lanewise.processor.loop.Expr;
import dev.lanewise.processor.loop.KernelBuilder;
import java.util.List;

/** {@code y = max(x, 0)}. */
record ReluOp() implements Elementwise {
  @Override
  public String mnemonic() {
    return "relu";
  }

  @Override
  public Expr apply(KernelBuilder k, List<Expr> inputs) {
    Expr x = inputs.getFirst();
    return x.max(x.constant(0));
  }

  @Override
  public boolean zero(List<Boolean> zero) {
    return zero.getFirst();
  }

  @Override
  public List<Value> gradient(Gradients gradients, Node node, List<Value> resultGrads) {
    List<Value> inputs = List.of(resultGrads.getFirst(), node.result());
    return List.of(gradients.add(node.name() + "PreGrad", new Grad(), inputs).result());
  }

  /** {@code xGrad = yGrad where y > 0}, from the stored output: 0 at 0, as in PyTorch. */
  record Grad() implements Elementwise {
    @Override
    public String mnemonic() {
      return "relu_grad";
    }

    @Override
    public Expr apply(KernelBuilder k, List<Expr> inputs) {
      Expr yGrad = inputs.get(0);
      Expr y = inputs.get(1);
      return y.select(Expr.Comparison.GT, y.constant(0), yGrad, y.constant(0));
    }

    @Override
    public boolean zero(List<Boolean> zero) {
      return zero.getFirst();
    }
  }
}
