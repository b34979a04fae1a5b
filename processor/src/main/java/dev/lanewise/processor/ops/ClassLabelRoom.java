package dev.lanewise.processor.ops;

import dev.lanewise.processor.graph.Dim;
import dev.lanewise.processor.graph.InputOp;
import dev.lanewise.processor.graph.Layer;
import dev.lanewise.processor.graph.Room;
import dev.lanewise.processor.graph.TensorType;
import dev.lanewise.processor.graph.Value;
import dev.lanewise.processor.loop.DType;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** {@code @ClassLabel(10)}: an int a sample, or several, the number of its class. */
final class ClassLabelRoom implements Room {
  /** The index that the annotation ignores unless another is written. */
  private static final int NONE = Integer.MIN_VALUE;

  @Override
  public String annotation() {
    return "ClassLabel";
  }

  @Override
  public Kind kind() {
    return Kind.LABEL;
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
    int classes = layer.attributes().integer("value");
    if (classes < 2) {
      layer.error(
          layer.attributes().origin("value"),
          "ClassCount",
          classes + " classes; a class label needs at least 2");
      return null;
    }
    List<Integer> shape = layer.attributes().integers("shape");
    if (!shape.isEmpty() && !InputRoom.isShape(layer, "shape", shape)) {
      return null;
    }
    List<Dim> dims = new ArrayList<>(List.of(Dim.rows(layer.batch())));
    dims.addAll(Shapes.sample(shape));
    int ignored = layer.attributes().integer("ignoreIndex");
    InputOp op =
        new InputOp(
            InputOp.Kind.CLASS_LABEL,
            new TensorType(DType.I32, dims),
            classes,
            ignored == NONE ? OptionalInt.empty() : OptionalInt.of(ignored));
    return layer.add(layer.name(), op, List.of()).result();
  }
}
