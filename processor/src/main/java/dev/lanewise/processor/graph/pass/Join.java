package dev.lanewise.processor.graph.pass;

import dev.lanewise.processor.graph.Graph;
import dev.lanewise.processor.graph.GraphBuilder;
import dev.lanewise.processor.graph.Joinable;
import dev.lanewise.processor.graph.Node;
import dev.lanewise.processor.graph.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Makes one of nodes that read the same large value, where their op can.
 *
 * <pre>
 * a = dense_weight_grad x, g; b = dense_weight_grad h, g   becomes   a, b = dense_weight_grad x, h, g
 * </pre>
 *
 * <p>It runs before there are nodes that change what they read.
 */
public final class Join {
  private final GraphBuilder builder;
  private final Map<Value, Value> copies = new HashMap<>();

  /** By node: all that it is joined with, itself among them. */
  private final Map<Node, List<Node>> groups = new HashMap<>();

  private Join(Graph graph) {
    this.builder = new GraphBuilder(graph.name());
    Map<Value, List<Node>> readers = new LinkedHashMap<>();
    graph.nodes().stream()
        .filter(node -> node.op() instanceof Joinable)
        .forEach(node ->
            readers.computeIfAbsent(node.inputs().getLast(), v -> new ArrayList<>()).add(node));
    readers.values().stream()
        .filter(group -> group.size() > 1 && group.stream().noneMatch(n -> waits(n, group)))
        .forEach(group -> group.forEach(node -> groups.put(node, group)));
  }

  public static Graph run(Graph graph) {
    Join pass = new Join(graph);
    if (pass.groups.isEmpty()) {
      return graph;
    }
    graph.nodes().forEach(pass::add);
    pass.builder.outputs(graph, pass.copies::get);
    return pass.builder.build();
  }

  /** Whether a node waits for another one of a group. */
  private static boolean waits(Node node, List<Node> group) {
    Set<Node> before = new HashSet<>();
    List<Node> waiting = new ArrayList<>(List.of(node));
    while (!waiting.isEmpty()) {
      waiting.removeLast().inputs().stream()
          .map(Value::node)
          .filter(before::add)
          .forEach(waiting::add);
    }
    return group.stream().anyMatch(before::contains);
  }

  /** Adds what a node reads, and it, or all that it is joined with. */
  private void add(Node node) {
    if (copies.containsKey(node.result())) {
      return;
    }
    List<Node> group = groups.getOrDefault(node, List.of(node));
    group.stream().flatMap(each -> each.inputs().stream()).map(Value::node).forEach(this::add);
    if (group.size() == 1) {
      node.become(builder.copy(node, copies(node.inputs().stream())).results(), copies);
      return;
    }
    List<Joinable> ops = group.stream().map(each -> (Joinable) each.op()).toList();
    Stream<Value> own =
        group.stream().flatMap(each -> each.inputs().subList(0, each.inputs().size() - 1).stream());
    Stream<Value> shared = Stream.of(node.inputs().getLast());
    List<Value> inputs = copies(Stream.concat(own, shared));
    Node joined = builder.add(node.name(), ops.getFirst().joined(ops), inputs, node.origin());
    for (int i = 0; i < group.size(); i++) {
      int results = group.get(i).types().size();
      group.get(i).become(ops.getFirst().results(joined, i).subList(0, results), copies);
    }
  }

  private List<Value> copies(Stream<Value> values) {
    return values.map(copies::get).toList();
  }
}
