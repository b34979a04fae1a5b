package dev.lanewise.processor.graph.pass;

import dev.lanewise.processor.graph.BatchSource;
import dev.lanewise.processor.graph.Dim;
import dev.lanewise.processor.graph.Graph;
import dev.lanewise.processor.graph.GraphBuilder;
import dev.lanewise.processor.graph.Node;
import dev.lanewise.processor.graph.Value;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Gives the batch axis another size.
 *
 * <pre>image : f32[rows&lt;=64,784]   becomes, for one row   image : f32[1,784]</pre>
 */
public final class SetRows {
  private SetRows() {}

  public static Graph run(Graph graph, int rows) {
    GraphBuilder builder = new GraphBuilder(graph.name());
    Map<Node, Node> copies = new HashMap<>();
    for (Node node : graph.nodes()) {
      List<Value> inputs =
          node.inputs().stream().map(v -> copies.get(v.node()).result(v.index())).toList();
      copies.put(
          node,
          node.op() instanceof BatchSource source
              ? builder.add(node.name(), source.withRows(Dim.rows(rows)), inputs, node.origin())
              : builder.copy(node, inputs));
    }
    graph
        .outputs()
        .forEach(o ->
            builder.output(
                o.role(),
                o.name(),
                copies.get(o.value().node()).result(o.value().index()),
                o.weight()));
    return builder.build();
  }
}
