package dev.lanewise.processor.ops.activation;

import dev.lanewise.processor.graph.Attributes;
import dev.lanewise.processor.graph.Axis;
import dev.lanewise.processor.graph.Dim;
import dev.lanewise.processor.graph.Layer;
import dev.lanewise.processor.graph.ParameterOp.Initialization;
import dev.lanewise.processor.graph.Room;
import dev.lanewise.processor.graph.TensorType;
import dev.lanewise.processor.graph.Value;
import dev.lanewise.processor.ops.Shapes;
import dev.lanewise.processor.ops.arithmetic.StretchedOp;
import dev.lanewise.processor.ops.shape.ReshapeOp;
import java.util.ArrayList;
import java.util.List;

/** {@code @Prelu(perChannel = true)}: the slopes, one for each element, then the function. */
public final class PreluRoom implements Room {
  @Override
  public String annotation() {
    return "Prelu";
  }

  @Override
  public boolean perStep(Attributes attributes) {
    return true;
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
    List<Dim> axes = x.type().sampleDims();
    int channels = layer.attributes().flag("perChannel") ? axes.getFirst().size() : 1;
    Value weight =
        layer
            .graph()
            .parameter(
                layer.prefix() + ".weight",
                TensorType.of(layer.real(), List.of(channels)),
                new Initialization("constant", List.of(initial)),
                layer.origin());
    Value slopes = channels > 1 && axes.size() > 1 ? firstAxis(layer, weight, axes.size()) : weight;
    List<Value> inputs = List.of(x, slopes);
    return layer.add(layer.name(), StretchedOp.of(new PreluOp(), inputs), inputs).result();
  }

  /** The slopes along the first of several axes: axes of size 1 behind them. */
  private static Value firstAxis(Layer layer, Value weight, int axes) {
    List<Dim> dims = new ArrayList<>(weight.type().dims());
    while (dims.size() < axes) {
      dims.add(new Dim(1, Axis.SPACE));
    }
    return layer.add(layer.name() + "Slopes", new ReshapeOp(dims), List.of(weight)).result();
  }
}
