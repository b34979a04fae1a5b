package dev.lanewise.processor.graph.pass;

import dev.lanewise.processor.graph.Graph;
import dev.lanewise.processor.graph.Graph.Output;
import dev.lanewise.processor.graph.Node;
import dev.lanewise.processor.graph.Value;
import dev.lanewise.processor.graph.scan.NextOp;
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
    int before;
    do {
      before = needed.size();
      for (Node node : graph.nodes().reversed()) {
        if (needed.contains(node) || setsNeeded(node, needed)) {
          needed.add(node);
          node.inputs().stream().map(Value::node).forEach(needed::add);
        }
      }
    } while (needed.size() > before);
    return new Graph(
        graph.name(), graph.nodes().stream().filter(needed::contains).toList(), outputs);
  }

  /** Whether a state that is needed gets its next value there. */
  private static boolean setsNeeded(Node node, Set<Node> needed) {
    return node.op() instanceof NextOp && needed.contains(node.input(0).node());
  }
}
