package dev.lanewise.processor.ops.activation;

import dev.lanewise.processor.graph.Elementwise;
import dev.lanewise.processor.graph.Node;
import dev.lanewise.processor.graph.Value;
import dev.lanewise.processor.loop.Expr;
import dev.lanewise.processor.loop.Expr.Comparison;
import dev.lanewise.processor.loop.KernelBuilder;
import java.util.Arrays;
import java.util.List;

/** {@code y = x where x > 0, else a x}: inputs x and the slope a. */
record PreluOp() implements Elementwise {
  @Override
  public String mnemonic() {
    return "prelu";
  }

  @Override
  public Expr apply(KernelBuilder k, List<Expr> inputs) {
    Expr x = inputs.get(0);
    return x.select(Comparison.GT, x.constant(0), x, x.times(inputs.get(1)));
  }

  @Override
  public boolean zero(List<Boolean> zero) {
    return !zero.contains(false);
  }

  @Override
  public List<Value> gradient(Gradients gradients, Node node, List<Value> resultGrads) {
    Value yGrad = resultGrads.getFirst();
    Value x = node.input(0);
    Value slope = node.input(1);
    Value xGrad =
        gradients.needs(x)
            ? gradients.add(node.name() + "PreGrad", new Grad(), List.of(yGrad, slope, x)).result()
            : null;
    Value slopeGrad =
        gradients.add(slope.name() + "Grads", new SlopeGrad(), List.of(yGrad, x)).result();
    return Arrays.asList(xGrad, slopeGrad);
  }

  /** {@code xGrad = yGrad where x > 0, else a yGrad}: inputs yGrad, a and x. */
  record Grad() implements Elementwise {
    @Override
    public String mnemonic() {
      return "prelu_grad";
    }

    @Override
    public Expr apply(KernelBuilder k, List<Expr> inputs) {
      Expr yGrad = inputs.get(0);
      Expr x = inputs.get(2);
      return x.select(Comparison.GT, x.constant(0), yGrad, yGrad.times(inputs.get(1)));
    }

    @Override
    public boolean zero(List<Boolean> zero) {
      return zero.get(0) && zero.get(1);
    }
  }

  /** {@code yGrad min(x, 0)}, each element's part of its slope's gradient. */
  record SlopeGrad() implements Elementwise {
    @Override
    public String mnemonic() {
      return "prelu_slope_grad";
    }

    @Override
    public Expr apply(KernelBuilder k, List<Expr> inputs) {
      Expr x = inputs.get(1);
      return inputs.get(0).times(x.min(x.constant(0)));
    }

    /** x may be an input of the model, whose pads are anything, and 0 times that may be NaN. */
    @Override
    public boolean zero(List<Boolean> zero) {
      return !zero.contains(false);
    }
  }
}
