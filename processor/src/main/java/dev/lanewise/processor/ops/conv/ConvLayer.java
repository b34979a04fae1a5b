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

  /** The filters by channel of a depthwise convolution; empty after a fault was reported. */
  static OptionalInt multiplier(Layer layer) {
    int multiplier = layer.attributes().integer("multiplier");
    if (multiplier >= 1) {
      return OptionalInt.of(multiplier);
    }
    layer.error(
        layer.attributes().origin("multiplier"),
        "ConvFilters",
        multiplier + " filters for each channel; at least 1 is needed");
    return OptionalInt.empty();
  }

  /**
   * The number of groups; empty after a fault was reported.
   *
   * @param filters the layer's
   */
  static OptionalInt groups(Layer layer, int filters) {
    int groups = layer.attributes().integer("groups");
    int channels = layer.input(0).type().sampleShape().getFirst();
    if (groups >= 1 && channels % groups == 0 && filters % groups == 0) {
      return OptionalInt.of(groups);
    }
    layer.error(
        layer.attributes().origin("groups"),
        "ConvGroups",
        groups
            + " groups of "
            + channels
            + " channels and "
            + filters
            + " filters ("
            + Layer.chain(layer.input(0))
            + "); use a number that divides both");
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
    return add(layer, "", layer.input(0), shape, filters, op);
  }

  /**
   * The same as the last of several nodes.
   *
   * @param part what the parameters' names start with behind the layer's, with a dot, or nothing
   * @param x what the op reads
   */
  static Value add(Layer layer, String part, Value x, List<Integer> shape, int filters, Op op) {
    String initializer = layer.attributes().text("initializer");
    Initialization weights = Initializers.of(initializer, shape);
    List<Value> inputs = new ArrayList<>();
    inputs.add(x);
    inputs.add(parameter(layer, part + "weight", shape, weights));
    if (layer.attributes().flag("bias")) {
      Initialization zeros = new Initialization("zeros", List.of());
      Initialization start = initializer.equals("DEFAULT") ? weights : zeros;
      inputs.add(parameter(layer, part + "bias", List.of(filters), start));
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
