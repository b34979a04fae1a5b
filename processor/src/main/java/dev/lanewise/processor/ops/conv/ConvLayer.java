package dev.lanewise.processor.ops.conv;

import dev.lanewise.processor.graph.Layer;
import dev.lanewise.processor.graph.Op;
import dev.lanewise.processor.graph.ParameterOp.Initialization;
import dev.lanewise.processor.graph.TensorType;
import dev.lanewise.processor.graph.Value;
import dev.lanewise.processor.ops.Initializers;
import dev.lanewise.processor.ops.activation.ActivationRoom;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** What all layers of filters have in common: weights, bias and activation. */
final class ConvLayer {
  private ConvLayer() {}

  /** The number of filters; empty after a fault was reported. */
  static OptionalInt filters(Layer layer) {
    int filters = layer.attributes().integer("filters");
    if (filters >= 1) {
      return OptionalInt.of(filters);
    }
    layer.error(
        layer.attributes().origin("filters"),
        "ConvFilters",
        filters + " filters; at least 1 is needed");
    return OptionalInt.empty();
  }

  /**
   * Adds the layer's nodes.
   *
   * @param shape of the weights
   * @param filters channels of the result
   * @param op reads the first input, the weights, and the bias where the annotation says so
   */
  static Value add(Layer layer, List<Integer> shape, int filters, Op op) {
    String initializer = layer.attributes().text("initializer");
    Initialization weights = Initializers.of(initializer, shape);
    Value x = layer.input(0);
    List<Value> inputs = new ArrayList<>(List.of(x, parameter(layer, "weight", shape, weights)));
    if (layer.attributes().flag("bias")) {
      Initialization zeros = new Initialization("zeros", List.of());
      Initialization start = initializer.equals("DEFAULT") ? weights : zeros;
      inputs.add(parameter(layer, "bias", List.of(filters), start));
    }
    String function = layer.attributes().text("activation");
    String name = function.equals("LINEAR") ? layer.name() : layer.name() + "Linear";
    Value linear = layer.add(name, op, inputs).result();
    return ActivationRoom.apply(layer, layer.name(), function, linear);
  }

  static Value parameter(
      Layer layer, String suffix, List<Integer> shape, Initialization initialization) {
    TensorType type = TensorType.of(layer.real(), shape);
    return layer
        .graph()
        .parameter(layer.prefix() + "." + suffix, type, initialization, layer.origin());
  }
}
