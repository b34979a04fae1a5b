package dev.lanewise.processor.graph.scan;

import dev.lanewise.processor.graph.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Puts units in an order in which each comes behind what it waits for, and of those that could come
 * next the first one does (Kahn, "Topological sorting of large networks", 1962): a loop may begin
 * before all that it reads is written down.
 */
final class UnitOrder {
  private final List<List<Node>> units;
  private final List<List<Integer>> readers = new ArrayList<>();
  private final int[] waits;

  UnitOrder(List<List<Node>> units, Function<Node, Stream<Node>> before) {
    this.units = units;
    this.waits = new int[units.size()];
    Map<Node, Integer> places = new HashMap<>();
    for (int i = 0; i < waits.length; i++) {
      int place = i;
      units.get(i).forEach(node -> places.put(node, place));
      readers.add(new ArrayList<>());
    }
    for (int i = 0; i < waits.length; i++) {
      for (int other : before(i, places, before)) {
        readers.get(other).add(i);
        waits[i]++;
      }
    }
  }

  /** The other units that a unit waits for. */
  private Set<Integer> before(
      int unit, Map<Node, Integer> places, Function<Node, Stream<Node>> before) {
    Set<Integer> others = new HashSet<>();
    for (Node node : units.get(unit)) {
      before.apply(node).forEach(other -> others.add(places.getOrDefault(other, unit)));
    }
    others.remove(unit);
    return others;
  }

  /**
   * @throws IllegalStateException if units wait for each other
   */
  List<List<Node>> sorted() {
    PriorityQueue<Integer> ready = new PriorityQueue<>();
    for (int i = 0; i < waits.length; i++) {
      if (waits[i] == 0) {
        ready.add(i);
      }
    }
    List<List<Node>> sorted = new ArrayList<>();
    while (!ready.isEmpty()) {
      int next = ready.remove();
      sorted.add(units.get(next));
      for (int reader : readers.get(next)) {
        if (--waits[reader] == 0) {
          ready.add(reader);
        }
      }
    }
    if (sorted.size() < units.size()) {
      throw new IllegalStateException("loops wait for each other: " + units);
    }
    return List.copyOf(sorted);
  }
}
