package dev.lanewise.processor.ops;

import dev.lanewise.processor.graph.Elementwise;
import dev.lanewise.processor.graph.Node;
import dev.lanewise.processor.graph.Value;
import dev.lanewise.processor.loop.Expr;
import dev.lanewise.processor.loop.KernelBuilder;
import java.util.List;

/** {@code y = 1 / (1 + exp(-x))}. sigmoid(0) is one half: zero pads do not stay zero. */
record SigmoidOp() implements Elementwise {
  @Override
  public String mnemonic() {
    return "sigmoid";
  }

  @Override
  public Expr apply(KernelBuilder k, List<Expr> inputs) {
    Expr x = inputs.getFirst();
    return x.apply(Expr.UnaryOp.SIGMOID);
  }

  @Override
  public boolean zero(List<Boolean> zero) {
    return false;
  }

  @Override
  public List<Value> gradient(Gradients gradients, Node node, List<Value> resultGrads) {
    List<Value> inputs = List.of(resultGrads.getFirst(), node.result());
    return List.of(gradients.add(node.name() + "PreGrad", new Grad(), inputs).result());
  }

  /** {@code xGrad = yGrad (y - y^2)}, from the stored output. */
  record Grad() implements Elementwise {
    @Override
    public String mnemonic() {
      return "sigmoid_grad";
    }

    @Override
    public Expr apply(KernelBuilder k, List<Expr> inputs) {
      Expr yGrad = inputs.get(0);
      Expr y = inputs.get(1);
      return yGrad.times(y.constant(1).minus(y).times(y));
    }

    @Override
    public boolean zero(List<Boolean> zero) {
      return zero.getFirst();
    }
  }
}
