package dev.lanewise.processor.ops.activation;

import dev.lanewise.processor.graph.Attributes;
import dev.lanewise.processor.graph.Elementwise;
import dev.lanewise.processor.graph.Layer;
import dev.lanewise.processor.graph.Room;
import dev.lanewise.processor.graph.Value;
import dev.lanewise.processor.ops.Shapes;
import java.util.List;
import java.util.Map;

/** {@code @Activation(RELU)}, and the {@code activation} of other layers. */
public final class ActivationRoom implements Room {
  // Klambauer et al., Self-Normalizing Neural Networks (2017); the digits are PyTorch's.
  private static final EluOp SELU = new EluOp(1.0507009873554805, 1.6732632423543772);
  private static final Map<String, Elementwise> OPS =
      Map.ofEntries(
          Map.entry("RELU", new ReluOp()),
          Map.entry("SELU", SELU),
          Map.entry("GELU", new GeluOp()),
          Map.entry("GELU_TANH", new GeluTanhOp()),
          Map.entry("SIGMOID", new SigmoidOp()),
          Map.entry("HARD_SIGMOID", new HardSigmoidOp()),
          Map.entry("TANH", new TanhOp()),
          Map.entry("SOFTSIGN", new SoftsignOp()),
          Map.entry("SOFTPLUS", new SoftplusOp()),
          Map.entry("SILU", new SiluOp()),
          Map.entry("HARD_SWISH", new HardSwishOp()),
          Map.entry("STEP", new StepOp()));

  @Override
  public String annotation() {
    return "Activation";
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
    String function = layer.attributes().text("value");
    if (function.equals("LINEAR")) {
      // A node of its own all the same: it can be an output, or be read twice.
      return layer.add(layer.name(), new LinearOp(), List.of(layer.input(0))).result();
    }
    return apply(layer, layer.name(), function, layer.input(0));
  }

  /** The function of a constant. */
  public static Elementwise function(String name) {
    return OPS.getOrDefault(name, new LinearOp());
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
