package dev.lanewise.processor.graph.scan;

import dev.lanewise.processor.graph.Node;
import dev.lanewise.processor.graph.NumberedRows;
import dev.lanewise.processor.graph.Value;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;

/** Why values of a step change from step to step. */
public final class Changes {
  /** In this order: a node changes as often as what it reads. */
  public enum Kind {
    /** They do not. */
    NEVER,
    /** Sequences have other elements there: all steps can be computed at once. */
    ELEMENTS,
    /** A state is in them, so that a step waits for the one before. */
    STATES
  }

  private final Map<Node, Kind> kinds = new HashMap<>();

  /** Looks at a node, behind all that it reads. */
  public void add(Node node) {
    kinds.put(node, found(node));
  }

  public Kind of(Value value) {
    return kinds.get(value.node());
  }

  public Kind of(Node node) {
    return kinds.get(node);
  }

  private Kind found(Node node) {
    if (node.op() instanceof StepInputOp input) {
      return switch (input.kind()) {
        case INVARIANT -> Kind.NEVER;
        case SEQUENCE -> Kind.ELEMENTS;
        case STATE -> Kind.STATES;
      };
    }
    Kind most =
        node.inputs().stream().map(this::of).max(Comparator.naturalOrder()).orElse(Kind.NEVER);
    return most == Kind.ELEMENTS && !isOfRows(node) ? Kind.STATES : most;
  }

  /** Whether a node can be computed with the steps of all samples as its rows. */
  boolean isOfRows(Node node) {
    int rows = node.types().getFirst().rows();
    return !(node.op() instanceof NumberedRows)
        && node.inputs().stream()
            .allMatch(input ->
                of(input) == Kind.NEVER ? !input.type().isBatched() : input.type().rows() == rows);
  }
}
