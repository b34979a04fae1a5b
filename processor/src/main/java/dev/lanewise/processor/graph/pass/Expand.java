package dev.lanewise.processor.graph.pass;

import dev.lanewise.processor.graph.Composite;
import dev.lanewise.processor.graph.Graph;
import dev.lanewise.processor.graph.Graph.Role;
import dev.lanewise.processor.graph.GraphBuilder;
import dev.lanewise.processor.graph.Node;
import dev.lanewise.processor.graph.Op;
import dev.lanewise.processor.graph.Value;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Puts in the place of composite ops what they stand for.
 *
 * <pre>
 * d = dropout h; y = dense d, w   becomes, for prediction   y = dense h, w
 * </pre>
 */
public final class Expand {
  private final Composite.Mode mode;
  private final GraphBuilder builder;
  private final Map<Value, Value> values = new HashMap<>();
  private final Map<Value, Value> buffers = new LinkedHashMap<>();

  private Expand(String name, Composite.Mode mode) {
    this.mode = mode;
    this.builder = new GraphBuilder(name);
  }

  public static Graph run(Graph graph, Composite.Mode mode) {
    Expand pass = new Expand(graph.name(), mode);
    for (Node node : graph.nodes()) {
      List<Value> inputs = node.inputs().stream().map(pass.values::get).toList();
      List<Value> results = pass.results(node, inputs);
      node.become(results, pass.values);
    }
    pass.builder.outputs(graph, pass.values::get);
    pass.buffers.forEach(
        (buffer, value) -> pass.builder.output(Role.UPDATE, buffer.node().name(), value, 1));
    return pass.builder.build();
  }

  private List<Value> results(Node node, List<Value> inputs) {
    if (node.op() instanceof Composite composite) {
      return composite.expand(mode, node, inputs, new Within(node));
    }
    List<Graph> bodies = node.op().bodies().stream().map(body -> run(body, mode)).toList();
    Node copy =
        bodies.isEmpty()
            ? builder.copy(node, inputs)
            : builder.add(node.name(), node.op().withBodies(bodies), inputs, node.origin());
    return copy.results();
  }

  /** Adds nodes with the origin of the composite one. */
  private final class Within implements Composite.Expansion {
    private final Node whole;

    Within(Node whole) {
      this.whole = whole;
    }

    @Override
    public Value add(String name, Op op, List<Value> inputs) {
      if (op instanceof Composite composite) {
        Node inner = new GraphBuilder(name).add(name, op, inputs, whole.origin());
        return composite.expand(mode, inner, inputs, new Within(inner)).getFirst();
      }
      return builder.add(name, op, inputs, whole.origin()).result();
    }

    @Override
    public Value current(Value buffer) {
      return buffers.getOrDefault(buffer, buffer);
    }

    @Override
    public void update(Value buffer, Value value) {
      buffers.put(buffer, value);
    }
  }
}
