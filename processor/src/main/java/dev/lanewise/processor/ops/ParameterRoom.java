package dev.lanewise.processor.ops;

import dev.lanewise.processor.graph.Layer;
import dev.lanewise.processor.graph.ParameterOp;
import dev.lanewise.processor.graph.Room;
import dev.lanewise.processor.graph.TensorType;
import dev.lanewise.processor.graph.Value;
import java.util.List;

/** {@code @Parameter(64)}: trained values that are the same for every sample. */
final class ParameterRoom implements Room {
  @Override
  public String annotation() {
    return "Parameter";
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
    List<Integer> shape = layer.attributes().integers("value");
    if (shape.isEmpty() || shape.size() > 4 || shape.stream().anyMatch(size -> size < 1)) {
      layer.error(
          layer.attributes().origin("value"),
          "ParameterShape",
          "shape " + shape + "; a parameter has one to four axes with sizes of at least 1");
      return null;
    }
    ParameterOp op =
        new ParameterOp(
            ParameterOp.Kind.TRAINED,
            new TensorType(layer.real(), Shapes.sample(shape)),
            Initializers.of(layer.attributes().text("initializer"), shape));
    return layer.graph().parameter(layer.prefix(), op, layer.origin());
  }
}
