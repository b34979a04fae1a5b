package dev.lanewise.processor.ops.activation;

import dev.lanewise.processor.graph.Attributes;
import dev.lanewise.processor.graph.Layer;
import dev.lanewise.processor.graph.Op;
import dev.lanewise.processor.graph.Room;
import dev.lanewise.processor.graph.Value;
import dev.lanewise.processor.ops.Shapes;
import java.util.List;

/** Functions that need a number: {@code @LeakyRelu(slope = 0.1)}, {@code @Elu(alpha = 2)}. */
public final class SlopeRooms {
  private SlopeRooms() {}

  /** {@code @LeakyRelu}. */
  public static final class LeakyRelu implements Room {
    @Override
    public String annotation() {
      return "LeakyRelu";
    }

    @Override
    public boolean perStep(Attributes attributes) {
      return true;
    }

    @Override
    public Value parse(Layer layer) {
      double slope = layer.attributes().real("slope");
      if (!Double.isFinite(slope)) {
        layer.error(
            layer.attributes().origin("slope"),
            "LeakyReluSlope",
            "slope " + slope + "; a slope is a finite number, such as 0.01");
        return null;
      }
      return node(layer, new LeakyReluOp(slope));
    }
  }

  /** {@code @Elu}. */
  public static final class Elu implements Room {
    @Override
    public String annotation() {
      return "Elu";
    }

    @Override
    public boolean perStep(Attributes attributes) {
      return true;
    }

    @Override
    public Value parse(Layer layer) {
      double alpha = layer.attributes().real("alpha");
      // The gradient is written in the output, whose sign is the input's only then.
      if (!(alpha > 0) || Double.isInfinite(alpha)) {
        layer.error(
            layer.attributes().origin("alpha"),
            "EluAlpha",
            "alpha " + alpha + "; alpha is a positive, finite number, such as 1");
        return null;
      }
      return node(layer, new EluOp(1, alpha));
    }
  }

  private static Value node(Layer layer, Op op) {
    return Shapes.floats(layer, layer.arguments().getFirst())
        ? layer.add(layer.name(), op, List.of(layer.input(0))).result()
        : null;
  }
}
