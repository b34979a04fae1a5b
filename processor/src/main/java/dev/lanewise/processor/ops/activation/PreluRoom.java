package dev.lanewise.processor.ops.activation;

import dev.lanewise.processor.graph.Layer;
import dev.lanewise.processor.graph.ParameterOp.Initialization;
import dev.lanewise.processor.graph.Room;
import dev.lanewise.processor.graph.TensorType;
import dev.lanewise.processor.graph.Value;
import dev.lanewise.processor.ops.Shapes;
import java.util.List;

/** {@code @Prelu(perChannel = true)}: the slopes, one for each element, then the function. */
public final class PreluRoom implements Room {
  @Override
  public String annotation() {
    return "Prelu";
  }

  @Override
  public Value parse(Layer layer) {
    if (!Shapes.floats(layer, layer.arguments().getFirst())) {
      return null;
    }
    double initial = layer.attributes().real("initial");
    if (!Double.isFinite(initial)) {
      layer.error(
          layer.attributes().origin("initial"),
          "PreluInitial",
          "initial slope " + initial + "; a slope is a finite number, such as 0.25");
      return null;
    }
    Value x = layer.input(0);
    int channels = layer.attributes().flag("perChannel") ? x.type().sampleShape().getFirst() : 1;
    int size = x.type().sampleSize();
    Value weight =
        layer
            .graph()
            .parameter(
                layer.prefix() + ".weight",
                TensorType.of(layer.real(), List.of(channels)),
                new Initialization("constant", List.of(initial)),
                layer.origin());
    Value slopes =
        channels == size
            ? weight
            : layer.add(layer.name() + "Slopes", new SpreadOp(size), List.of(weight)).result();
    return layer.add(layer.name(), new PreluOp(), List.of(x, slopes)).result();
  }
}
