package dev.lanewise.processor.ops;

import dev.lanewise.processor.graph.Dim;
import dev.lanewise.processor.graph.InputOp;
import dev.lanewise.processor.graph.Layer;
import dev.lanewise.processor.graph.Room;
import dev.lanewise.processor.graph.TensorType;
import dev.lanewise.processor.graph.Value;
import dev.lanewise.processor.loop.DType;
import java.util.List;

/** {@code @ClassLabel(10)}: one int a sample, the number of its class. */
final class ClassLabelRoom implements Room {
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
    TensorType type = new TensorType(DType.I32, List.of(Dim.rows(layer.batch())));
    InputOp op = new InputOp(InputOp.Kind.CLASS_LABEL, type, classes);
    return layer.add(layer.name(), op, List.of()).result();
  }
}
