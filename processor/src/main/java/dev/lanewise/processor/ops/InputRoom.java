package dev.lanewise.processor.ops;

import dev.lanewise.processor.diagnostics.Origin;
import dev.lanewise.processor.graph.Dim;
import dev.lanewise.processor.graph.InputOp;
import dev.lanewise.processor.graph.Layer;
import dev.lanewise.processor.graph.Room;
import dev.lanewise.processor.graph.TensorType;
import dev.lanewise.processor.graph.Value;
import java.util.ArrayList;
import java.util.List;

/** {@code @Input({1, 28, 28})}: floats, channels first. */
final class InputRoom implements Room {
  @Override
  public String annotation() {
    return "Input";
  }

  @Override
  public Kind kind() {
    return Kind.INPUT;
  }

  @Override
  public int minInputs() {
    return 0;
  }

  @Override
  public int maxInputs() {
    return 0;
  }

  @Override
  public Value parse(Layer layer) {
    return floats(layer, InputOp.Kind.DATA);
  }

  /** An input of floats with the shape of the annotation's value. */
  static Value floats(Layer layer, InputOp.Kind kind) {
    TensorType type = type(layer);
    return type == null
        ? null
        : layer.add(layer.name(), new InputOp(kind, type, 0), List.of()).result();
  }

  /** The type of floats with the shape of the annotation's value; null if it is none. */
  static TensorType type(Layer layer) {
    List<Integer> shape = layer.attributes().integers("value");
    if (!isShape(layer, "value", shape)) {
      return null;
    }
    List<Dim> dims = new ArrayList<>(List.of(Dim.rows(layer.batch())));
    dims.addAll(Shapes.sample(shape));
    return new TensorType(layer.real(), dims);
  }

  /** Reports what is no shape, or does not fit an array. */
  static boolean isShape(Layer layer, String attribute, List<Integer> shape) {
    Origin origin = layer.attributes().origin(attribute);
    if (shape.isEmpty() || shape.size() > 4) {
      layer.error(
          origin,
          "InputShape",
          "a shape of "
              + shape.size()
              + " axes has no meaning; write features, {C, L}, {C, H, W} or {C, D, H, W}");
      return false;
    }
    long elements = 1;
    for (int size : shape) {
      if (size < 1) {
        layer.error(
            origin, "InputShape", "size " + size + " in " + shape + "; sizes are at least 1");
        return false;
      }
      elements = Math.min(elements * size, Long.MAX_VALUE / Integer.MAX_VALUE);
    }
    if (elements * layer.batch() > Integer.MAX_VALUE) {
      layer.error(
          origin,
          "InputShape",
          shape
              + " times batch "
              + layer.batch()
              + " exceeds the 2^31 elements of a Java array; use a smaller shape or batch");
      return false;
    }
    return true;
  }
}
