package dev.lanewise.processor.graph.pass;

import dev.lanewise.processor.graph.Node;
import dev.lanewise.processor.graph.Value;
import dev.lanewise.processor.graph.scan.Region;
import dev.lanewise.processor.graph.scan.ScanOp;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Loops for scans. Those of equal length that do not wait for each other, such as both directions
 * of a layer, share one: a step of few units is a chain of dependent operations, and two chains
 * fill the gaps of each other.
 */
final class SharedLoops {
  /**
   * Elements of weights up to which scans share a loop: together they should stay in the first
   * level cache.
   */
  private static final int SMALL = 4096;

  private final Map<Region, List<Node>> loops = new LinkedHashMap<>();

  /** The loop of a scan, asked for in the order of the graph. */
  Region of(Node node, ScanOp scan) {
    Set<Node> before = waitsFor(node);
    Optional<Region> shared =
        loops.keySet().stream()
            .filter(loop -> loop.steps() == scan.steps())
            .filter(loop -> loops.get(loop).stream().noneMatch(before::contains))
            .filter(loop -> weights(loops.get(loop)) + weights(List.of(node)) <= SMALL)
            .findFirst();
    Region loop = shared.orElseGet(() -> new Region(unique(node.name()), scan.steps()));
    loops.computeIfAbsent(loop, key -> new ArrayList<>()).add(node);
    return loop;
  }

  /** The name, or one like it: that of a gradient's scan may be a layer's of the user. */
  private String unique(String name) {
    return loops.keySet().stream().anyMatch(loop -> loop.name().equals(name))
        ? unique(name + "'")
        : name;
  }

  private static int weights(List<Node> scans) {
    return scans.stream()
        .flatMap(scan -> scan.inputs().stream())
        .filter(input -> !input.type().isBatched())
        .mapToInt(input -> input.type().size())
        .sum();
  }

  /** All that is computed before a node; who waits for one scan of a loop waits for all of them. */
  private Set<Node> waitsFor(Node node) {
    Set<Node> before = new HashSet<>();
    List<Node> waiting = new ArrayList<>(List.of(node));
    while (!waiting.isEmpty()) {
      Node next = waiting.removeLast();
      List<Node> together =
          loops.values().stream().filter(loop -> loop.contains(next)).findFirst().orElse(List.of());
      for (Node each : together.isEmpty() ? List.of(next) : together) {
        each.inputs().stream().map(Value::node).filter(before::add).forEach(waiting::add);
        if (each != node && before.add(each)) {
          waiting.add(each);
        }
      }
    }
    return before;
  }
}
