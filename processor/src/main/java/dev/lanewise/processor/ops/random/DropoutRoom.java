package dev.lanewise.processor.ops.random;

import dev.lanewise.processor.graph.Attributes;
import dev.lanewise.processor.graph.Layer;
import dev.lanewise.processor.graph.Op;
import dev.lanewise.processor.graph.Room;
import dev.lanewise.processor.graph.Value;
import dev.lanewise.processor.ops.Shapes;
import dev.lanewise.processor.ops.window.WindowReader;
import java.util.List;

/**
 * {@code @Dropout(0.5)}, {@code @AlphaDropout(0.1)} and {@code @Dropout2d(0.2)}.
 *
 * @param rank axes of space, of dropout that needs channels; 0 for any shape
 */
public record DropoutRoom(String annotation, DropoutOp.Variant variant, int rank) implements Room {
  public static final List<Room> ALL =
      List.of(
          new DropoutRoom("Dropout", DropoutOp.Variant.ZERO, 0),
          new DropoutRoom("AlphaDropout", DropoutOp.Variant.ALPHA, 0),
          new DropoutRoom("Dropout1d", DropoutOp.Variant.CHANNELS, 1),
          new DropoutRoom("Dropout2d", DropoutOp.Variant.CHANNELS, 2),
          new DropoutRoom("Dropout3d", DropoutOp.Variant.CHANNELS, 3));

  @Override
  public boolean perStep(Attributes attributes) {
    return rank == 0;
  }

  @Override
  public boolean alongTime() {
    return rank == 1;
  }

  /** What is dropped is so at all steps. */
  @Override
  public boolean isCausal(Attributes attributes) {
    return true;
  }

  @Override
  public Value parse(Layer layer) {
    boolean ok =
        rank == 0
            ? Shapes.floats(layer, layer.arguments().getFirst())
            : WindowReader.image(layer, rank, rank);
    double p = layer.attributes().real("value");
    return isProbability(layer, "value") && ok
        ? layer.add(layer.name(), new DropoutOp(variant, p), List.of(layer.input(0))).result()
        : null;
  }

  /** Reports an attribute that is no probability of being dropped. */
  public static boolean isProbability(Layer layer, String attribute) {
    double p = layer.attributes().real(attribute);
    if (p >= 0 && p < 1) {
      return true;
    }
    layer.error(
        layer.attributes().origin(attribute),
        "DropoutProbability",
        "probability "
            + p
            + "; elements are dropped with a probability from 0 to less than 1, such as 0.5");
    return false;
  }

  /** What drops elements in training, and does nothing in prediction. */
  public static Op op(double probability) {
    return new DropoutOp(DropoutOp.Variant.ZERO, probability);
  }
}
