package dev.lanewise.processor.ops.arithmetic;

import dev.lanewise.processor.graph.Elementwise;
import dev.lanewise.processor.graph.Node;
import dev.lanewise.processor.graph.Value;
import dev.lanewise.processor.loop.Expr;
import dev.lanewise.processor.loop.KernelBuilder;
import java.util.Arrays;
import java.util.List;

/** {@code y = a / b}; {@code aGrad = yGrad / b}, {@code bGrad = -yGrad y / b}. */
public record DivideOp() implements Elementwise {
  @Override
  public String mnemonic() {
    return "divide";
  }

  @Override
  public Expr apply(KernelBuilder k, List<Expr> inputs) {
    return inputs.get(0).over(inputs.get(1));
  }

  /** 0 / 0 is NaN. */
  @Override
  public boolean zero(List<Boolean> zero) {
    return false;
  }

  @Override
  public List<Value> gradient(Gradients gradients, Node node, List<Value> resultGrads) {
    Value yGrad = resultGrads.getFirst();
    Value a = node.input(0);
    Value b = node.input(1);
    Value aGrad =
        gradients.needs(a)
            ? gradients.add(a.name() + "Grad", new DivideOp(), List.of(yGrad, b)).result()
            : null;
    List<Value> inputs = List.of(yGrad, node.result(), b);
    Value bGrad =
        gradients.needs(b)
            ? gradients.add(b.name() + "Grad", new DivisorGrad(), inputs).result()
            : null;
    return Arrays.asList(aGrad, bGrad);
  }

  /** {@code -yGrad y / b}: inputs yGrad, y and b. */
  record DivisorGrad() implements Elementwise {
    @Override
    public String mnemonic() {
      return "divisor_grad";
    }

    @Override
    public Expr apply(KernelBuilder k, List<Expr> inputs) {
      Expr y = inputs.get(1).times(-1);
      return inputs.get(0).times(y).over(inputs.get(2));
    }

    @Override
    public boolean zero(List<Boolean> zero) {
      return false;
    }
  }
}
