package dev.lanewise.processor.graph.pass;

import dev.lanewise.processor.graph.Graph;
import dev.lanewise.processor.graph.GraphBuilder;
import dev.lanewise.processor.graph.Node;
import dev.lanewise.processor.graph.Op;
import dev.lanewise.processor.graph.Value;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes one of nodes that compute the same of the same, as the gradients of a recurrent layer's two
 * biases do.
 *
 * <pre>
 * a = row_sum g; b = row_sum g; gradient p = a; gradient q = b
 *   becomes   a = row_sum g; gradient p = a; gradient q = a
 * </pre>
 *
 * <p>Nodes without inputs are what their names say, and loops are never equal. It runs before there
 * are nodes that change what they read.
 */
public final class Merge {
  private record Computed(Op op, List<Value> inputs) {}

  private Merge() {}

  public static Graph run(Graph graph) {
    GraphBuilder builder = new GraphBuilder(graph.name());
    Map<Value, Value> copies = new HashMap<>();
    Map<Computed, Node> known = new HashMap<>();
    for (Node node : graph.nodes()) {
      List<Value> inputs = node.inputs().stream().map(copies::get).toList();
      Node copy =
          inputs.isEmpty() || !node.op().bodies().isEmpty()
              ? builder.copy(node, inputs)
              : known.computeIfAbsent(
                  new Computed(node.op(), inputs), computed -> builder.copy(node, inputs));
      node.become(copy.results(), copies);
    }
    builder.outputs(graph, copies::get);
    return builder.build();
  }
}
