package dev.lanewise.processor.ops.activation;

import dev.lanewise.processor.graph.Elementwise;
import dev.lanewise.processor.graph.Node;
import dev.lanewise.processor.graph.Value;
import dev.lanewise.processor.loop.Expr;
import dev.lanewise.processor.loop.KernelBuilder;
import java.util.List;

/** {@code y = f(x)}, element by element. */
public interface ActivationOp extends Elementwise {
  /**
   * The function.
   *
   * @param x a register, so it may be used often
   */
  Expr value(KernelBuilder k, Expr x);

  /**
   * {@code xGrad = yGrad f'}.
   *
   * @param v the output where {@link #fromOutput}, otherwise the input
   */
  Expr gradient(KernelBuilder k, Expr yGrad, Expr v);

  /** Whether the gradient is written in the output. */
  boolean fromOutput();

  /**
   * Whether the gradient only selects by v, so that one of zero is zero for any v; pads may be NaN,
   * and a factor of them makes NaN of it.
   */
  default boolean selects() {
    return false;
  }

  @Override
  default Expr apply(KernelBuilder k, List<Expr> inputs) {
    Expr x = inputs.getFirst();
    return value(k, x instanceof Expr.Use ? x : k.let("x", x));
  }

  /** Most of these functions are zero at zero. */
  @Override
  default boolean zero(List<Boolean> zero) {
    return zero.getFirst();
  }

  @Override
  default List<Value> gradient(Gradients gradients, Node node, List<Value> resultGrads) {
    Value v = fromOutput() ? node.result() : node.input(0);
    List<Value> inputs = List.of(resultGrads.getFirst(), v);
    return List.of(gradients.add(node.name() + "PreGrad", new Grad(this), inputs).result());
  }

  /** The gradient as a node: inputs yGrad, and the output or the input. */
  record Grad(ActivationOp of) implements Elementwise {
    @Override
    public String mnemonic() {
      return of.mnemonic() + "_grad";
    }

    @Override
    public String attributes() {
      return of.attributes();
    }

    @Override
    public Expr apply(KernelBuilder k, List<Expr> inputs) {
      Expr yGrad = inputs.get(0);
      return of.gradient(k, yGrad instanceof Expr.Use ? yGrad : k.let("g", yGrad), inputs.get(1));
    }

    @Override
    public boolean zero(List<Boolean> zero) {
      return zero.get(0) && (of.selects() || zero.get(1));
    }
  }
}
