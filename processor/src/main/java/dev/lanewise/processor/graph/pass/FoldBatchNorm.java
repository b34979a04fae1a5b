package dev.lanewise.processor.graph.pass;

import dev.lanewise.processor.graph.Foldable;
import dev.lanewise.processor.graph.Graph;
import dev.lanewise.processor.graph.GraphBuilder;
import dev.lanewise.processor.graph.Node;
import dev.lanewise.processor.graph.Value;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Folds scale and shift, to which batch normalisation comes down in prediction, into the layer
 * before it, where nobody else reads that. What is computed of weights alone is computed once for
 * all predictions, so that the normalisation is free.
 *
 * <pre>
 * h = dense x, w, b; y = scale_shift h, s, t
 *   becomes   w' = scale_outputs w, s; b' = scale_shift b, s, t; y = dense x, w', b'
 * </pre>
 */
public final class FoldBatchNorm {
  private FoldBatchNorm() {}

  /**
   * @param scaleShift whether a node computes {@code x s + t} of its inputs
   */
  public static Graph run(Graph graph, Predicate<Node> scaleShift) {
    Map<Value, Integer> uses = new HashMap<>();
    graph
        .nodes()
        .forEach(node -> node.inputs().forEach(input -> uses.merge(input, 1, Integer::sum)));
    graph.outputs().forEach(output -> uses.merge(output.value(), 1, Integer::sum));
    GraphBuilder builder = new GraphBuilder(graph.name());
    Map<Value, Value> copies = new HashMap<>();
    for (Node node : graph.nodes()) {
      List<Value> inputs = node.inputs().stream().map(copies::get).toList();
      if (scaleShift.test(node) && folds(node, uses)) {
        Node layer = node.input(0).node();
        List<Value> read = layer.inputs().stream().map(copies::get).toList();
        Foldable op = (Foldable) layer.op();
        copies.put(
            node.result(),
            op.fold(builder, layer, node.name(), read, inputs.get(1), inputs.get(2)));
      } else {
        Node copy = builder.copy(node, inputs);
        node.become(copy.results(), copies);
      }
    }
    builder.outputs(graph, copies::get);
    return Prune.run(builder.build(), output -> true);
  }

  private static boolean folds(Node node, Map<Value, Integer> uses) {
    Value layer = node.input(0);
    return layer.node().op() instanceof Foldable op
        && uses.get(layer) == 1
        && node.inputs().stream()
            .skip(1)
            .allMatch(v -> v.type().shape().equals(op.scaleShape(layer.node())))
        && node.inputs().stream().skip(1).noneMatch(v -> v.type().isBatched());
  }
}
