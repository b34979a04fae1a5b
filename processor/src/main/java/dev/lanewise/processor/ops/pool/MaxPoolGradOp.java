package dev.lanewise.processor.ops.pool;

import dev.lanewise.processor.graph.Algorithm;
import dev.lanewise.processor.graph.Op;
import dev.lanewise.processor.graph.TensorType;
import dev.lanewise.processor.loop.Expr.Comparison;
import dev.lanewise.processor.ops.window.Window;
import java.util.List;

/**
 * The gradient of max pooling: inputs x, y and yGrad. The first element of a window, in row-major
 * order, that equals its maximum gets all of the gradient, as in PyTorch: what is left to give is
 * zero from there on.
 */
record MaxPoolGradOp(List<Window> windows) implements Op {
  @Override
  public String mnemonic() {
    return "max_pool_grad";
  }

  @Override
  public String attributes() {
    return windows.toString();
  }

  @Override
  public List<TensorType> infer(List<TensorType> inputs) {
    return List.of(inputs.getFirst());
  }

  @Override
  public List<Algorithm> algorithms() {
    List<Boolean> wide = List.of(true, false, false);
    return List.of(
        new WindowWalk("find maxima", PoolOp.Kind.MAX, windows, wide) {
          @Override
          void window(WindowFrame frame) {
            var y = frame.let("y", frame.load(1));
            var zero = frame.let("zero", y.constant(0));
            var left = frame.variable("left", frame.load(2));
            frame.taps(taps -> {
              var x = frame.let("x", frame.load(0, taps));
              frame.add(taps, x.select(Comparison.EQ, y, left, zero));
              frame.assign(left, x.select(Comparison.EQ, y, zero, left));
            });
          }
        });
  }
}
