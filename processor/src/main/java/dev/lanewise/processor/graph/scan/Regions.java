package dev.lanewise.processor.graph.scan;

import dev.lanewise.processor.graph.Graph;
import dev.lanewise.processor.graph.Node;
import dev.lanewise.processor.graph.Op;
import dev.lanewise.processor.graph.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which nodes run in which loop: those that read, perhaps through others, a state or a step. What a
 * loop leaves behind, sequences and last states, is read outside of it.
 */
public final class Regions {
  private final Map<Node, Region> regions = new HashMap<>();

  private Regions() {}

  /**
   * @throws IllegalStateException if a node reads steps of two loops
   */
  public static Regions of(Graph graph) {
    Regions all = new Regions();
    for (Node node : graph.nodes()) {
      Set<Region> read =
          node.inputs().stream()
              .flatMap(input -> all.of(input).stream())
              .collect(Collectors.toSet());
      own(node.op()).ifPresent(read::add);
      if (read.size() > 1) {
        throw new IllegalStateException(node + " reads steps of " + read);
      }
      read.forEach(region -> all.regions.put(node, region));
    }
    return all;
  }

  private static Optional<Region> own(Op op) {
    return switch (op) {
      case StepOp step -> Optional.of(step.region());
      case NextOp next -> Optional.of(next.region());
      case StackOp stack -> Optional.of(stack.region());
      default -> Optional.empty();
    };
  }

  /** The loop that a value changes in. */
  private Optional<Region> of(Value value) {
    return switch (value.node().op()) {
      case StateOp state -> Optional.of(state.region());
      case StackOp stack -> Optional.empty();
      case NextOp next -> Optional.empty();
      default -> of(value.node());
    };
  }

  /** The loop that a node runs in. */
  public Optional<Region> of(Node node) {
    return Optional.ofNullable(regions.get(node));
  }

  public boolean together(Node a, Node b) {
    return of(a).equals(of(b));
  }

  /** The nodes of each loop together, at the place of its first one; all others alone. */
  public List<List<Node>> units(List<Node> nodes) {
    Map<Object, List<Node>> units = new LinkedHashMap<>();
    for (Node node : nodes) {
      Object key = of(node).map(Object.class::cast).orElse(node);
      units.computeIfAbsent(key, k -> new ArrayList<>()).add(node);
    }
    return List.copyOf(units.values());
  }
}
