package dev.lanewise.processor.ops.sequence;

import dev.lanewise.processor.graph.Layer;
import dev.lanewise.processor.graph.Room;
import dev.lanewise.processor.graph.TensorType;
import dev.lanewise.processor.ops.Shapes;
import java.util.List;

/** The rooms of ops that know of time. */
public final class SequenceRooms {
  public static final List<Room> ALL =
      List.of(
          new SequenceInputRoom(),
          new TokenInputRoom(),
          new EmbeddingRoom(),
          new TimeReverseOp.TimeReverseRoom(),
          new LastStepOp.LastStepRoom());

  private SequenceRooms() {}

  /** Reports an input that is no sequence of floats. */
  static boolean isSequence(Layer layer) {
    Layer.Argument argument = layer.arguments().getFirst();
    if (!Shapes.floats(layer, argument)) {
      return false;
    }
    TensorType type = argument.value().type();
    if (type.isBatched() && type.hasTime()) {
      return true;
    }
    layer.error(
        argument,
        "NoTime",
        argument.name()
            + " has shape "
            + type.sampleText()
            + " ("
            + Layer.chain(argument.value())
            + "); @"
            + layer.annotation()
            + " works along time, as a @SequenceInput or an @Embedding has it");
    return false;
  }
}
