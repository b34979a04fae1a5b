package dev.lanewise.processor.ops.shape;

import dev.lanewise.processor.graph.Axis;
import dev.lanewise.processor.graph.Dim;
import dev.lanewise.processor.graph.Layer;
import dev.lanewise.processor.graph.Op;
import dev.lanewise.processor.graph.Room;
import dev.lanewise.processor.graph.Value;
import dev.lanewise.processor.graph.sequence.UnfoldOp;
import dev.lanewise.processor.ops.Shapes;
import dev.lanewise.processor.ops.arithmetic.ScaleOp;
import dev.lanewise.processor.ops.sequence.PerStepsOp;
import dev.lanewise.processor.ops.sequence.ValidOp;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code @ReduceSum(axes = {1, 2})}, {@code @ReduceMean}, {@code @ReduceMax}. */
public record ReduceRoom(String annotation, ReduceOp.Kind reduction) implements Room {
  public static final List<Room> ALL =
      List.of(
          new ReduceRoom("ReduceSum", ReduceOp.Kind.SUM),
          new ReduceRoom("ReduceMean", ReduceOp.Kind.MEAN),
          new ReduceRoom("ReduceMax", ReduceOp.Kind.MAX));

  @Override
  public boolean takesUnbatched() {
    return true;
  }

  @Override
  public boolean takesSteps() {
    return true;
  }

  @Override
  public Value parse(Layer layer) {
    Value x = layer.input(0);
    if (!Shapes.floats(layer, layer.arguments().getFirst())) {
      return null;
    }
    Optional<List<Integer>> axes = Axes.several(layer, "axes", x);
    if (axes.isEmpty()) {
      return null;
    }
    if (layer.steps().isPresent()) {
      if (!axes.get().contains(0)) {
        layer.error(
            layer.attributes().origin("axes"),
            "VariableLength",
            "axes without time, axis 0, of a sequence of varying length; @"
                + annotation
                + " counts the steps that there are");
        return null;
      }
      x = valid(layer, x);
    }
    Op reduce =
        layer.steps().isPresent() && reduction == ReduceOp.Kind.MEAN
            ? new ReduceOp(ReduceOp.Kind.SUM, axes.get())
            : ReduceOp.of(reduction, x.type(), axes.get());
    if (layer.attributes().flag("keepDims")) {
      return reduced(layer, layer.name(), reduce, x, axes.get());
    }
    Value kept = reduced(layer, layer.name() + "Kept", reduce, x, axes.get());
    Op drop = new ReshapeOp(without(x.type().sampleDims(), axes.get()));
    return layer.add(layer.name(), drop, List.of(kept)).result();
  }

  /** A sequence of varying length, with what changes nothing behind the steps there are. */
  private Value valid(Layer layer, Value x) {
    Dim time = x.type().sampleDims().getFirst();
    double rest = reduction == ReduceOp.Kind.MAX ? Double.NEGATIVE_INFINITY : 0;
    List<Value> inputs = List.of(layer.steps().orElseThrow(), layer.folded(x));
    Op valid = new ValidOp(time.size(), rest, layer.real());
    Value rows = layer.add(layer.name() + "Valid", valid, inputs).result();
    return layer.add(layer.name() + "Valid", new UnfoldOp(time), List.of(rows)).result();
  }

  /** The mean of a varying number of steps is their sum over the number. */
  private Value reduced(Layer layer, String name, Op reduce, Value x, List<Integer> axes) {
    if (layer.steps().isEmpty() || reduction != ReduceOp.Kind.MEAN) {
      return layer.add(name, reduce, List.of(x)).result();
    }
    Value sum = layer.add(layer.name() + "Sum", reduce, List.of(x)).result();
    int others =
        axes.stream()
            .filter(axis -> axis > 0)
            .map(x.type().sampleShape()::get)
            .reduce(1, (a, b) -> a * b);
    if (others > 1) {
      Op scale = new ScaleOp(1.0 / others);
      sum = layer.add(layer.name() + "Share", scale, List.of(sum)).result();
    }
    List<Value> inputs = List.of(layer.steps().orElseThrow(), sum);
    return layer.add(name, new PerStepsOp(), inputs).result();
  }

  /** What is left of the axes; of a single one, or of none, features. */
  private static List<Dim> without(List<Dim> dims, List<Integer> axes) {
    List<Dim> left = new ArrayList<>();
    for (int i = 0; i < dims.size(); i++) {
      if (!axes.contains(i)) {
        left.add(dims.get(i));
      }
    }
    return left.size() > 1
        ? left
        : List.of(new Dim(left.isEmpty() ? 1 : left.getFirst().size(), Axis.FEATURE));
  }
}
