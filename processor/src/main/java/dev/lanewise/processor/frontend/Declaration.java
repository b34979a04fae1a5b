package dev.lanewise.processor.frontend;

import dev.lanewise.processor.diagnostics.Origin;
import dev.lanewise.processor.graph.Attributes;
import dev.lanewise.processor.graph.LayerModifier;
import dev.lanewise.processor.graph.Room;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.TypeElement;

/**
 * One node as it is written.
 *
 * @param name the method's name
 * @param origin the method
 * @param content what the node is; empty if its fault was reported
 * @param reads the nodes it reads, in the order of the method's parameters
 * @param output where {@code @Output} stands
 * @param next the state that {@code @Next} says that it becomes
 * @param prefix what {@code @Named} says
 * @param modifiers what else is said about the layer
 */
record Declaration(
    String name,
    Origin origin,
    Optional<Content> content,
    List<Read> reads,
    Optional<Origin> output,
    Optional<Next> next,
    Optional<Prefix> prefix,
    List<ModifierUse> modifiers) {

  /** The annotation that says what a node is. */
  sealed interface Content {
    /** The annotation. */
    Origin origin();
  }

  /** A node that an op computes. */
  record OpUse(Room room, Attributes attributes, Origin origin) implements Content {}

  /**
   * A block in the place of the node.
   *
   * @param shared what the names of shared parameters start with; empty if they are its own
   */
  record BlockUse(TypeElement block, Optional<Prefix> shared, Origin origin) implements Content {}

  /**
   * A cell at each step of a sequence, in the place of the node.
   *
   * @param cell as it would be used once
   * @param reverse whether the first step is the last element's
   */
  record CellUse(BlockUse cell, boolean returnSequence, boolean reverse, Origin origin)
      implements Content {}

  /** A further result of the node that it reads. */
  record StateUse(String state, Origin at, Origin origin) implements Content {}

  /** A parameter of the method: the name of the node that it reads. */
  record Read(String node, Origin origin) {}

  /** What a state is in the step after. */
  record Next(String state, Origin origin) {}

  /** What the names of the node's parameters start with. */
  record Prefix(String value, Origin origin) {}

  /** A modifier with its annotations on the method. */
  record ModifierUse(LayerModifier modifier, List<LayerModifier.Use> uses) {}

  Room.Kind kind() {
    return content.orElse(null) instanceof OpUse op ? op.room().kind() : Room.Kind.LAYER;
  }

  /** Whether it is there before anything is computed: handed over, or carried to here. */
  boolean isInput() {
    return kind() == Room.Kind.INPUT || kind() == Room.Kind.LABEL || isState();
  }

  /** Whether it is carried from step to step. */
  boolean isState() {
    return kind() == Room.Kind.STATE;
  }

  /** Whether the graph ends there. */
  boolean isLoss() {
    return kind() == Room.Kind.LOSS;
  }

  /** Whether it is a block's input that leaves its shape to what comes. */
  boolean isOfAnyShape() {
    return kind() == Room.Kind.INPUT
        && content.orElseThrow() instanceof OpUse op
        && op.attributes().isEmptyList("value");
  }
}
