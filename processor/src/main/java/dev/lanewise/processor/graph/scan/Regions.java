package dev.lanewise.processor.graph.scan;

import dev.lanewise.processor.graph.Graph;
import dev.lanewise.processor.graph.Node;
import dev.lanewise.processor.graph.Op;
import dev.lanewise.processor.graph.Value;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which nodes run in which loop: those that read, perhaps through others, a state or a step. What a
 * loop leaves behind, sequences and last states, is read outside of it.
 */
public final class Regions {
  private final Map<Node, Region> regions = new HashMap<>();
  private final Map<Node, Integer> levels = new HashMap<>();

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
      read.forEach(region -> {
        all.regions.put(node, region);
        all.levels.put(node, all.level(node));
      });
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
      // A single step is no loop: its state never changes.
      case StateOp state -> Optional.of(state.region()).filter(loop -> loop.steps() > 1);
      case StackOp stack -> Optional.empty();
      case NextOp next -> Optional.empty();
      default -> of(value.node());
    };
  }

  /** Whether there are loops at all. */
  public boolean any() {
    return !regions.isEmpty();
  }

  /** The loop that a node runs in. */
  public Optional<Region> of(Node node) {
    return Optional.ofNullable(regions.get(node));
  }

  public boolean together(Node a, Node b) {
    return of(a).equals(of(b));
  }

  /** States are set last, when all have read them. */
  private int level(Node node) {
    return node.op() instanceof NextOp
        ? Integer.MAX_VALUE
        : node.inputs().stream()
            .filter(input -> of(input).isPresent())
            .mapToInt(input -> levels.getOrDefault(input.node(), 0) + 1)
            .max()
            .orElse(0);
  }

  /**
   * The nodes of each loop together, all others alone; each unit behind what it reads, and apart
   * from that at the place of its first node. In a loop those come first that wait for the fewest
   * others: scans that share it take turns, so that the processor has work while a result is on its
   * way.
   *
   * @throws IllegalStateException if loops wait for each other
   */
  public List<List<Node>> units(List<Node> nodes) {
    return units(nodes, node -> node.inputs().stream().map(Value::node));
  }

  /** The nodes one by one as they run, those of a loop together. */
  public List<Node> inOrder(List<Node> nodes) {
    return units(nodes).stream().flatMap(List::stream).toList();
  }

  /**
   * Units, each behind what it waits for, which may be more than it reads.
   *
   * @param before by node what it waits for
   */
  public List<List<Node>> units(List<Node> nodes, Function<Node, Stream<Node>> before) {
    Map<Object, List<Node>> units = new LinkedHashMap<>();
    for (Node node : nodes) {
      Object key = of(node).map(Object.class::cast).orElse(node);
      units.computeIfAbsent(key, k -> new ArrayList<>()).add(node);
    }
    units.values().forEach(unit -> unit.sort(Comparator.comparing(n -> levels.getOrDefault(n, 0))));
    return new UnitOrder(List.copyOf(units.values()), before).sorted();
  }
}
