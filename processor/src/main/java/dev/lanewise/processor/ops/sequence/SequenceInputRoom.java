package dev.lanewise.processor.ops.sequence;

import dev.lanewise.processor.graph.Axis;
import dev.lanewise.processor.graph.Dim;
import dev.lanewise.processor.graph.InputOp;
import dev.lanewise.processor.graph.Layer;
import dev.lanewise.processor.graph.Room;
import dev.lanewise.processor.graph.TensorType;
import dev.lanewise.processor.graph.Value;
import dev.lanewise.processor.graph.sequence.WithStepsOp;
import dev.lanewise.processor.loop.DType;
import java.util.List;

/** {@code @SequenceInput(length = 100, features = 9)}: floats, a step after the other. */
final class SequenceInputRoom implements Room {
  /** What the name of the numbers ends with: no method of the interface has such a name. */
  private static final String STEPS = ".steps";

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
    return withSteps(layer, new InputOp(InputOp.Kind.DATA, type, 0), length);
  }

  /** The input, and where its length is variable another with the numbers of steps. */
  static Value withSteps(Layer layer, InputOp op, int length) {
    Value x = layer.add(layer.name(), op, List.of()).result();
    if (!layer.attributes().flag("variable")) {
      return x;
    }
    TensorType type = new TensorType(DType.I32, List.of(Dim.rows(layer.batch())));
    InputOp numbers = new InputOp(InputOp.Kind.STEPS, type, length);
    Value steps = layer.add(layer.name() + STEPS, numbers, List.of()).result();
    return layer.add(layer.name(), new WithStepsOp(), List.of(x, steps)).result();
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
