package dev.lanewise.processor.graph.pass;

import dev.lanewise.processor.graph.Graph;
import dev.lanewise.processor.graph.GraphBuilder;
import dev.lanewise.processor.graph.Node;
import dev.lanewise.processor.graph.Summable;
import dev.lanewise.processor.graph.Value;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Makes one op of two products that are added, where nobody else reads them.
 *
 * <pre>
 * a = dense x, w, b; c = dense h, v, d; y = add a, c
 *   becomes   e = add b, d; y = dense_sum x, w, h, v, e
 * </pre>
 */
public final class SumProducts {
  private SumProducts() {}

  /**
   * @param adds whether a node adds up its inputs
   */
  public static Graph run(Graph graph, Predicate<Node> adds) {
    Map<Value, Integer> uses = graph.uses();
    GraphBuilder builder = new GraphBuilder(graph.name());
    Map<Value, Value> copies = new HashMap<>();
    for (Node node : graph.nodes()) {
      List<Value> inputs = node.inputs().stream().map(copies::get).toList();
      boolean alone = node.inputs().stream().allMatch(value -> uses.get(value) == 1);
      Optional<Value> sum =
          alone && adds.test(node) && inputs.size() == 2
              ? sum(builder, node.name(), inputs.getFirst().node(), inputs.getLast().node())
              : Optional.empty();
      List<Value> results = sum.map(List::of).orElseGet(() -> builder.copy(node, inputs).results());
      node.become(results, copies);
    }
    builder.outputs(graph, copies::get);
    return Prune.run(builder.build(), output -> true);
  }

  private static Optional<Value> sum(GraphBuilder builder, String name, Node first, Node second) {
    return first.op() instanceof Summable op
        ? op.sum(builder, name, first, second)
        : Optional.empty();
  }
}
