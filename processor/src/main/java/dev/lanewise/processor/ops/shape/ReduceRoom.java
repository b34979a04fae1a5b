package dev.lanewise.processor.ops.shape;

import dev.lanewise.processor.graph.Axis;
import dev.lanewise.processor.graph.Dim;
import dev.lanewise.processor.graph.Layer;
import dev.lanewise.processor.graph.Op;
import dev.lanewise.processor.graph.Room;
import dev.lanewise.processor.graph.Value;
import dev.lanewise.processor.ops.Shapes;
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
  public Value parse(Layer layer) {
    Value x = layer.input(0);
    if (!Shapes.floats(layer, layer.arguments().getFirst())) {
      return null;
    }
    Optional<List<Integer>> axes = Axes.several(layer, "axes", x);
    if (axes.isEmpty()) {
      return null;
    }
    Op reduce = ReduceOp.of(reduction, x.type(), axes.get());
    if (layer.attributes().flag("keepDims")) {
      return layer.add(layer.name(), reduce, List.of(x)).result();
    }
    Value kept = layer.add(layer.name() + "Kept", reduce, List.of(x)).result();
    Op drop = new ReshapeOp(without(x.type().sampleDims(), axes.get()));
    return layer.add(layer.name(), drop, List.of(kept)).result();
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
