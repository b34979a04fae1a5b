package dev.lanewise.processor.graph.pass;

import dev.lanewise.processor.graph.Elementwise;
import dev.lanewise.processor.graph.FusedOp;
import dev.lanewise.processor.graph.Graph;
import dev.lanewise.processor.graph.GraphBuilder;
import dev.lanewise.processor.graph.Node;
import dev.lanewise.processor.graph.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Moves an elementwise op into the op that makes its first input, where nobody else reads that.
 *
 * <pre>a = dense x, w, b; y = relu a   becomes   y = dense+relu x, w, b</pre>
 */
public final class Fuse {
  private Fuse() {}

  public static Graph run(Graph graph) {
    Map<Value, Integer> uses = new HashMap<>();
    graph
        .nodes()
        .forEach(node -> node.inputs().forEach(input -> uses.merge(input, 1, Integer::sum)));
    graph.outputs().forEach(output -> uses.merge(output.value(), 1, Integer::sum));
    GraphBuilder builder = new GraphBuilder(graph.name());
    Map<Node, Node> copies = new HashMap<>();
    for (Node node : graph.nodes()) {
      List<Value> inputs =
          node.inputs().stream().map(v -> copies.get(v.node()).result(v.index())).toList();
      boolean fuses =
          node.op() instanceof Elementwise
              && uses.get(node.input(0)) == 1
              && isRoot(inputs.getFirst().node())
              && inputs.getFirst().type().equals(node.types().getFirst());
      copies.put(node, fuses ? fused(builder, node, inputs) : builder.copy(node, inputs));
    }
    graph
        .outputs()
        .forEach(o ->
            builder.output(
                o.role(),
                o.name(),
                copies.get(o.value().node()).result(o.value().index()),
                o.weight()));
    // The producers that were fused are left over.
    return Prune.run(builder.build(), output -> true);
  }

  private static boolean isRoot(Node node) {
    return FusedOp.of(node).root() instanceof Elementwise
        || FusedOp.of(node).root() instanceof FusedOp.Root;
  }

  private static Node fused(GraphBuilder builder, Node node, List<Value> inputs) {
    Node producer = inputs.getFirst().node();
    List<Value> operands = inputs.subList(1, inputs.size());
    FusedOp op = FusedOp.of(producer).then((Elementwise) node.op(), operands.size());
    List<Value> all = new ArrayList<>(producer.inputs());
    all.addAll(operands);
    return builder.add(node.name(), op, all, node.origin());
  }
}
