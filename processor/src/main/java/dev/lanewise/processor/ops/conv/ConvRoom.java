package dev.lanewise.processor.ops.conv;

import dev.lanewise.processor.graph.Layer;
import dev.lanewise.processor.graph.ParameterOp.Initialization;
import dev.lanewise.processor.graph.Room;
import dev.lanewise.processor.graph.TensorType;
import dev.lanewise.processor.graph.Value;
import dev.lanewise.processor.ops.Initializers;
import dev.lanewise.processor.ops.activation.ActivationRoom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * {@code @Conv2d(filters = 32, kernel = 3, padding = SAME, activation = RELU)}.
 *
 * @param rank axes of space
 */
public record ConvRoom(int rank) implements Room {
  @Override
  public String annotation() {
    return "Conv" + rank + "d";
  }

  @Override
  public Value parse(Layer layer) {
    int filters = layer.attributes().integer("filters");
    if (filters < 1) {
      layer.error(
          layer.attributes().origin("filters"),
          "ConvFilters",
          filters + " filters; at least 1 is needed");
    }
    Optional<List<Window>> windows = new WindowReader(layer, rank).read();
    if (filters < 1 || windows.isEmpty()) {
      return null;
    }
    Value x = layer.input(0);
    int channels = x.type().sampleShape().getFirst();
    List<Integer> shape = new ArrayList<>(List.of(filters, channels));
    windows.get().forEach(window -> shape.add(window.kernel()));
    String initializer = layer.attributes().text("initializer");
    Initialization weights = Initializers.of(initializer, shape);
    List<Value> inputs = new ArrayList<>(List.of(x, parameter(layer, "weight", shape, weights)));
    boolean bias = layer.attributes().flag("bias");
    if (bias) {
      Initialization zeros = new Initialization("zeros", List.of());
      Initialization start = initializer.equals("DEFAULT") ? weights : zeros;
      inputs.add(parameter(layer, "bias", List.of(filters), start));
    }
    String function = layer.attributes().text("activation");
    String name = function.equals("LINEAR") ? layer.name() : layer.name() + "Linear";
    ConvOp op = new ConvOp(filters, windows.get(), bias);
    Value linear = layer.add(name, op, inputs).result();
    return ActivationRoom.apply(layer, layer.name(), function, linear);
  }

  private static Value parameter(
      Layer layer, String suffix, List<Integer> shape, Initialization initialization) {
    TensorType type = TensorType.of(layer.real(), shape);
    return layer
        .graph()
        .parameter(layer.prefix() + "." + suffix, type, initialization, layer.origin());
  }
}
