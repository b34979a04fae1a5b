package dev.lanewise.processor.graph.pass;

import dev.lanewise.processor.graph.Graph;
import dev.lanewise.processor.graph.GraphBuilder;
import dev.lanewise.processor.graph.Node;
import dev.lanewise.processor.graph.ParameterOp;
import dev.lanewise.processor.graph.TensorType;
import dev.lanewise.processor.graph.Value;
import dev.lanewise.processor.graph.pack.RoundOp;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Rounds the weights of a prediction to bfloat16, where those who read them do so in pairs, and
 * where they are computed of parameters alone: once for all predictions.
 *
 * <pre>
 * y = dense x, w, b   becomes   wStored = round_bfloat16 w; y = dense x, wStored, b
 * </pre>
 */
public final class StoreWeights {
  private final GraphBuilder builder;
  private final Map<Value, Value> copies = new HashMap<>();
  private final Map<Value, Value> stored = new HashMap<>();
  private final Set<Node> known = new HashSet<>();

  private StoreWeights(String name) {
    this.builder = new GraphBuilder(name);
  }

  public static Graph run(Graph graph) {
    StoreWeights pass = new StoreWeights(graph.name());
    graph.nodes().forEach(pass::node);
    pass.builder.outputs(graph, pass.copies::get);
    return pass.builder.build();
  }

  private void node(Node node) {
    boolean ofWeights =
        !node.inputs().isEmpty()
            && node.inputs().stream().map(Value::node).allMatch(known::contains);
    boolean batched = node.types().stream().anyMatch(TensorType::isBatched);
    if (node.op() instanceof ParameterOp || ofWeights && !batched) {
      known.add(node);
    }
    List<Value> inputs = new ArrayList<>();
    for (int i = 0; i < node.inputs().size(); i++) {
      Value input = node.input(i);
      boolean weight = node.op().isWeight(i) && known.contains(input.node());
      inputs.add(weight ? stored(input) : copies.get(input));
    }
    Node copy = builder.copy(node, inputs);
    node.become(copy.results(), copies);
  }

  private Value stored(Value weights) {
    return stored.computeIfAbsent(
        weights,
        value -> {
          List<Value> input = List.of(copies.get(value));
          String name = value.name() + "Stored";
          return builder.add(name, new RoundOp(), input, value.node().origin()).result();
        });
  }
}
