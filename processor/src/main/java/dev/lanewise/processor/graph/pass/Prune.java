package dev.lanewise.processor.graph.pass;

import dev.lanewise.processor.graph.Graph;
import dev.lanewise.processor.graph.Graph.Output;
import dev.lanewise.processor.graph.Node;
import dev.lanewise.processor.graph.Value;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Keeps the outputs asked for and what they need.
 *
 * <pre>
 * logits = dense x; p = softmax logits; result p; loss l   becomes, for losses   logits = dense x; loss l
 * </pre>
 */
public final class Prune {
  private Prune() {}

  public static Graph run(Graph graph, Predicate<Output> keep) {
    List<Output> outputs = graph.outputs().stream().filter(keep).toList();
    Set<Node> needed = new HashSet<>();
    outputs.forEach(output -> needed.add(output.value().node()));
    for (Node node : graph.nodes().reversed()) {
      if (needed.contains(node)) {
        node.inputs().stream().map(Value::node).forEach(needed::add);
      }
    }
    return new Graph(
        graph.name(), graph.nodes().stream().filter(needed::contains).toList(), outputs);
  }
}
