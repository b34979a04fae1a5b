package dev.lanewise.processor.ops;

import dev.lanewise.processor.graph.Attributes;
import dev.lanewise.processor.graph.Elementwise;
import dev.lanewise.processor.graph.Layer;
import dev.lanewise.processor.graph.Room;
import dev.lanewise.processor.graph.Value;
import dev.lanewise.processor.ops.arithmetic.DivideOp;
import dev.lanewise.processor.ops.arithmetic.ExpOp;
import dev.lanewise.processor.ops.arithmetic.LogOp;
import dev.lanewise.processor.ops.arithmetic.StretchedOp;
import dev.lanewise.processor.ops.arithmetic.SubtractOp;
import dev.lanewise.processor.ops.shape.Axes;
import dev.lanewise.processor.ops.shape.ReduceOp;
import java.util.List;
import java.util.Optional;

/**
 * {@code @Softmax(axis = 0)}, {@code @LogSoftmax}. A sample of one axis has an op of its own; along
 * an axis among others the function is composed:
 *
 * <pre>
 * d = x - max x;  e = exp d;  s = sum e;  softmax e / s, log-softmax d - log s
 * </pre>
 *
 * Whatever is subtracted cancels out, so that no gradient flows through the maximum.
 *
 * @param log whether the logarithm is wanted
 */
record SoftmaxRoom(String annotation, boolean log) implements Room {
  @Override
  public boolean perStep(Attributes attributes) {
    return attributes.integer("axis") == -1;
  }

  @Override
  public Value parse(Layer layer) {
    if (!Shapes.floats(layer, layer.arguments().getFirst())) {
      return null;
    }
    Value x = layer.input(0);
    Optional<Integer> axis = Axes.one(layer, "axis", x);
    if (axis.isEmpty()) {
      return null;
    }
    return x.type().sampleDims().size() > 1
        ? composed(layer, x, List.of(axis.get()))
        : layer.add(layer.name(), new SoftmaxOp(log), List.of(x)).result();
  }

  private Value composed(Layer layer, Value x, List<Integer> axes) {
    Value max =
        layer
            .add(layer.name() + "Max", new ReduceOp(ReduceOp.Kind.SHIFT, axes), List.of(x))
            .result();
    Value shifted = add(layer, "Shifted", new SubtractOp(), x, max);
    Value exp = layer.add(layer.name() + "Exp", new ExpOp(), List.of(shifted)).result();
    Value sum =
        layer
            .add(layer.name() + "Sum", new ReduceOp(ReduceOp.Kind.SUM, axes), List.of(exp))
            .result();
    if (!log) {
      return add(layer, "", new DivideOp(), exp, sum);
    }
    Value logSum = layer.add(layer.name() + "Log", new LogOp(), List.of(sum)).result();
    return add(layer, "", new SubtractOp(), shifted, logSum);
  }

  private static Value add(Layer layer, String suffix, Elementwise op, Value a, Value b) {
    List<Value> inputs = List.of(a, b);
    return layer.add(layer.name() + suffix, StretchedOp.of(op, inputs), inputs).result();
  }
}
