package dev.lanewise.processor.ops.sequence;

import dev.lanewise.processor.graph.Axis;
import dev.lanewise.processor.graph.Dim;
import dev.lanewise.processor.graph.InputOp;
import dev.lanewise.processor.graph.Layer;
import dev.lanewise.processor.graph.Room;
import dev.lanewise.processor.graph.TensorType;
import dev.lanewise.processor.graph.Value;
import java.util.List;

/** {@code @SequenceInput(length = 100, features = 9)}: floats, a step after the other. */
public final class SequenceInputRoom implements Room {
  @Override
  public String annotation() {
    return "SequenceInput";
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
    int length = layer.attributes().integer("length");
    int features = layer.attributes().integer("features");
    if (!isLength(layer, length) | !isSize(layer, "features", features)) {
      return null;
    }
    long elements = (long) length * features;
    if (elements > Integer.MAX_VALUE / layer.batch()) {
      layer.error(
          layer.attributes().origin("length"),
          "SequenceSize",
          length
              + " steps of "
              + features
              + " features times batch "
              + layer.batch()
              + " exceed the 2^31 elements of a Java array; use a shorter sequence or a smaller"
              + " batch");
      return null;
    }
    TensorType type =
        new TensorType(
            layer.real(),
            List.of(
                Dim.rows(layer.batch()),
                new Dim(length, Axis.TIME),
                new Dim(features, Axis.FEATURE)));
    return layer.add(layer.name(), new InputOp(InputOp.Kind.DATA, type, 0), List.of()).result();
  }

  /** Reports a sequence of no steps. */
  static boolean isLength(Layer layer, int length) {
    return isSize(layer, "length", length);
  }

  private static boolean isSize(Layer layer, String attribute, int size) {
    if (size >= 1) {
      return true;
    }
    layer.error(
        layer.attributes().origin(attribute),
        "SequenceSize",
        attribute + " " + size + "; a sequence has at least 1 step, and each at least 1 feature");
    return false;
  }
}
