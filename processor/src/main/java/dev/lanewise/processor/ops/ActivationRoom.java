package dev.lanewise.processor.ops;

import dev.lanewise.processor.graph.Elementwise;
import dev.lanewise.processor.graph.Layer;
import dev.lanewise.processor.graph.Room;
import dev.lanewise.processor.graph.Value;
import java.util.List;
import java.util.Map;

/** {@code @Activation(RELU)}, and the {@code activation} of other layers. */
public final class ActivationRoom implements Room {
  private static final Map<String, Elementwise> OPS =
      Map.of("RELU", new ReluOp(), "SIGMOID", new SigmoidOp(), "TANH", new TanhOp());

  @Override
  public String annotation() {
    return "Activation";
  }

  @Override
  public Value parse(Layer layer) {
    if (!Shapes.floats(layer, layer.arguments().getFirst())) {
      return null;
    }
    String function = layer.attributes().text("value");
    if (function.equals("LINEAR")) {
      // A node of its own all the same: it can be an output, or be read twice.
      return layer.add(layer.name(), new LinearOp(), List.of(layer.input(0))).result();
    }
    return apply(layer, layer.name(), function, layer.input(0));
  }

  /**
   * The function of a layer's {@code activation} applied to its value.
   *
   * @param function the constant's name in ActivationFunction
   */
  public static Value apply(Layer layer, String name, String function, Value value) {
    return function.equals("LINEAR")
        ? value
        : layer.add(name, OPS.get(function), List.of(value)).result();
  }
}
