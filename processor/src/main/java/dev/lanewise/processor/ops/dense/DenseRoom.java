package dev.lanewise.processor.ops.dense;

import dev.lanewise.processor.graph.Attributes;
import dev.lanewise.processor.graph.Layer;
import dev.lanewise.processor.graph.ParameterOp.Initialization;
import dev.lanewise.processor.graph.Room;
import dev.lanewise.processor.graph.TensorType;
import dev.lanewise.processor.graph.Value;
import dev.lanewise.processor.ops.Initializers;
import dev.lanewise.processor.ops.Shapes;
import dev.lanewise.processor.ops.activation.ActivationRoom;
import java.util.ArrayList;
import java.util.List;

/** {@code @Dense(units = 128, activation = RELU)}. */
public final class DenseRoom implements Room {
  @Override
  public String annotation() {
    return "Dense";
  }

  @Override
  public boolean perStep(Attributes attributes) {
    return true;
  }

  @Override
  public Value parse(Layer layer) {
    int units = layer.attributes().integer("units");
    boolean ok = Shapes.features(layer, layer.arguments().getFirst());
    if (units < 1) {
      layer.error(
          layer.attributes().origin("units"), "DenseUnits", units + " units; at least 1 is needed");
      return null;
    }
    if (!ok) {
      return null;
    }
    Value x = layer.input(0);
    int features = x.type().sampleSize();
    if ((long) units * features > Integer.MAX_VALUE / 2
        || (long) units * layer.batch() > Integer.MAX_VALUE / 2) {
      layer.error(
          layer.attributes().origin("units"),
          "DenseTooLarge",
          units
              + " units of "
              + features
              + " features exceed what a Java array holds; use fewer units");
      return null;
    }
    List<Value> inputs = new ArrayList<>(List.of(x));
    String initializer = layer.attributes().text("initializer");
    List<Integer> shape = List.of(units, features);
    Initialization start = Initializers.of(initializer, shape);
    inputs.add(parameter(layer, "weight", shape, start));
    boolean bias = layer.attributes().flag("bias");
    if (bias) {
      Initialization zeros = new Initialization("zeros", List.of());
      inputs.add(
          parameter(layer, "bias", List.of(units), initializer.equals("DEFAULT") ? start : zeros));
    }
    String function = layer.attributes().text("activation");
    String name = function.equals("LINEAR") ? layer.name() : layer.name() + "Linear";
    Value linear = layer.add(name, new DenseOp(units, bias), inputs).result();
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
