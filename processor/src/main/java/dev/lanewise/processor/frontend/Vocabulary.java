package dev.lanewise.processor.frontend;

import dev.lanewise.processor.graph.Dim;
import dev.lanewise.processor.graph.LayerModifier;
import dev.lanewise.processor.graph.Op;
import dev.lanewise.processor.graph.Room;
import dev.lanewise.processor.graph.scan.Ends;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The annotations that a frontend understands besides its own.
 *
 * @param rooms one for each op's
 * @param modifiers one for each that may stand beside an op's
 * @param expand the op that repeats a value for each row, where a room wants a batch
 * @param ends the ops by which samples end at steps of their own
 */
public record Vocabulary(
    List<Room> rooms, List<LayerModifier> modifiers, Function<Dim, Op> expand, Ends ends) {

  public Vocabulary {
    rooms = List.copyOf(rooms);
    modifiers = List.copyOf(modifiers);
  }

  /** The annotations of which a node has one. */
  List<String> ops() {
    return Stream.concat(
            rooms.stream().map(Room::annotation), Stream.of("Use", "Recurrent", "StateOf"))
        .toList();
  }

  /** All that only nodes have. */
  List<String> annotations() {
    return Stream.concat(ops().stream(), modifiers.stream().map(LayerModifier::annotation))
        .toList();
  }
}
