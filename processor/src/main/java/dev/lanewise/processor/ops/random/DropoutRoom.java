package dev.lanewise.processor.ops.random;

import dev.lanewise.processor.graph.Layer;
import dev.lanewise.processor.graph.Room;
import dev.lanewise.processor.graph.Value;
import dev.lanewise.processor.ops.Shapes;
import java.util.List;

/** {@code @Dropout(0.5)} and {@code @AlphaDropout(0.1)}. */
public record DropoutRoom(String annotation, DropoutOp.Variant variant) implements Room {
  public static final List<Room> ALL =
      List.of(
          new DropoutRoom("Dropout", DropoutOp.Variant.ZERO),
          new DropoutRoom("AlphaDropout", DropoutOp.Variant.ALPHA));

  @Override
  public Value parse(Layer layer) {
    double p = layer.attributes().real("value");
    boolean ok = Shapes.floats(layer, layer.arguments().getFirst());
    if (!(p >= 0 && p < 1)) {
      layer.error(
          layer.attributes().origin("value"),
          "DropoutProbability",
          "probability "
              + p
              + "; elements are dropped with a probability from 0 to less than 1, such as 0.5");
      return null;
    }
    return ok
        ? layer.add(layer.name(), new DropoutOp(variant, p), List.of(layer.input(0))).result()
        : null;
  }
}
