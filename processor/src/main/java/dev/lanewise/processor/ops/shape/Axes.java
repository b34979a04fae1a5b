package dev.lanewise.processor.ops.shape;

import dev.lanewise.processor.graph.Layer;
import dev.lanewise.processor.graph.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Axes as users number them: from 0 without the batch axis, or from the end, where -1 is the last.
 */
public final class Axes {
  private Axes() {}

  /** The axis that an attribute names, or empty after a fault was reported. */
  public static Optional<Integer> one(Layer layer, String attribute, Value input) {
    return axis(layer, attribute, layer.attributes().integer(attribute), input);
  }

  /** The axes that an attribute names, all where it names none; empty after a fault. */
  static Optional<List<Integer>> several(Layer layer, String attribute, Value input) {
    List<Integer> axes = new ArrayList<>();
    for (int written : layer.attributes().integers(attribute)) {
      Optional<Integer> axis = axis(layer, attribute, written, input);
      if (axis.isEmpty()) {
        return Optional.empty();
      }
      if (axes.contains(axis.get())) {
        layer.error(
            layer.attributes().origin(attribute),
            "AxisTwice",
            "axis " + written + " is there twice; name each axis once");
        return Optional.empty();
      }
      axes.add(axis.get());
    }
    for (int i = 0; axes.size() == i && i < input.type().sampleDims().size(); i++) {
      axes.add(i);
    }
    return Optional.of(axes.stream().sorted().toList());
  }

  private static Optional<Integer> axis(Layer layer, String attribute, int axis, Value input) {
    int rank = input.type().sampleDims().size();
    if (axis >= -rank && axis < rank) {
      return Optional.of(axis < 0 ? axis + rank : axis);
    }
    layer.error(
        layer.attributes().origin(attribute),
        "AxisRange",
        "there is no axis "
            + axis
            + " in "
            + input.type().sampleText()
            + " ("
            + Layer.chain(input)
            + "); the axes of a sample are 0 to "
            + (rank - 1)
            + ", or -1 to "
            + -rank
            + " from the end");
    return Optional.empty();
  }
}
