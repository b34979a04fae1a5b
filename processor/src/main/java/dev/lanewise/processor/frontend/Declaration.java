package dev.lanewise.processor.frontend;

import dev.lanewise.processor.diagnostics.Origin;
import dev.lanewise.processor.graph.Attributes;
import dev.lanewise.processor.graph.LayerModifier;
import dev.lanewise.processor.graph.Room;
import java.util.List;
import java.util.Optional;

/**
 * One node as it is written.
 *
 * @param name the method's name
 * @param origin the method
 * @param op what the node computes; empty if its fault was reported
 * @param reads the nodes it reads, in the order of the method's parameters
 * @param output where {@code @Output} stands
 * @param prefix what {@code @Named} says
 * @param modifiers what else is said about the layer
 */
record Declaration(
    String name,
    Origin origin,
    Optional<OpUse> op,
    List<Read> reads,
    Optional<Origin> output,
    Optional<Prefix> prefix,
    List<ModifierUse> modifiers) {

  /** The op's annotation. */
  record OpUse(Room room, Attributes attributes, Origin origin) {}

  /** A parameter of the method: the name of the node that it reads. */
  record Read(String node, Origin origin) {}

  /** What the names of the node's parameters start with. */
  record Prefix(String value, Origin origin) {}

  /** A modifier with its annotations on the method. */
  record ModifierUse(LayerModifier modifier, List<LayerModifier.Use> uses) {}

  Room.Kind kind() {
    return op.map(use -> use.room().kind()).orElse(Room.Kind.LAYER);
  }

  /** Whether the caller hands it over. */
  boolean isInput() {
    return kind() == Room.Kind.INPUT || kind() == Room.Kind.LABEL;
  }

  /** Whether the graph ends there. */
  boolean isLoss() {
    return kind() == Room.Kind.LOSS;
  }
}
