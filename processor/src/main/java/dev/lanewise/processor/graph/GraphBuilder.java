package dev.lanewise.processor.graph;

import dev.lanewise.processor.diagnostics.Origin;
import dev.lanewise.processor.graph.Graph.Output;
import dev.lanewise.processor.graph.Graph.Role;
import dev.lanewise.processor.graph.ParameterOp.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Writes a graph in order. Each node's types are inferred as it is added, so a graph is typed from
 * its birth.
 */
public final class GraphBuilder {
  private final String name;
  private final List<Node> nodes = new ArrayList<>();
  private final List<Output> outputs = new ArrayList<>();
  private final Map<String, Value> parameters = new HashMap<>();

  public GraphBuilder(String name) {
    this.name = name;
  }

  /** Goes on where a graph ends. */
  public static GraphBuilder of(Graph graph) {
    GraphBuilder builder = new GraphBuilder(graph.name());
    graph.nodes().forEach(builder::keep);
    builder.outputs.addAll(graph.outputs());
    return builder;
  }

  /**
   * A graph whose parameters may be another's.
   *
   * @param known parameters by name; one of another type than asked for is made anew
   */
  public GraphBuilder(String name, Map<String, Value> known) {
    this(name);
    parameters.putAll(known);
  }

  public Node add(String name, Op op, List<Value> inputs, Origin origin) {
    List<TensorType> types = op.infer(inputs.stream().map(Value::type).toList());
    Node node = new Node(name, op, inputs, types, origin);
    nodes.add(node);
    return node;
  }

  /** The copy of a node with other inputs: what a pass does with a node it leaves as it is. */
  public Node copy(Node node, List<Value> inputs) {
    return node.inputs().equals(inputs)
        ? keep(node)
        : add(node.name(), node.op(), inputs, node.origin());
  }

  /** Adds a node of another graph as it is. */
  public Node keep(Node node) {
    nodes.add(node);
    return node;
  }

  /** The trained parameter of that name, made on first use. */
  public Value parameter(
      String name, TensorType type, ParameterOp.Initialization initialization, Origin origin) {
    return parameter(name, new ParameterOp(Kind.TRAINED, type, initialization), origin);
  }

  /** A parameter of any kind, made on first use of its name. */
  public Value parameter(String name, ParameterOp op, Origin origin) {
    Value known = parameters.get(name);
    if (known == null || !known.type().equals(op.declared())) {
      known = add(name, op, List.of(), origin).result();
      parameters.put(name, known);
    }
    return known;
  }

  public void output(Role role, String name, Value value, double weight) {
    outputs.add(new Output(role, name, value, weight));
  }

  /**
   * The outputs of a graph that is written anew.
   *
   * @param values by value of that graph: of this one
   */
  public void outputs(Graph graph, UnaryOperator<Value> values) {
    graph.outputs().forEach(o -> output(o.role(), o.name(), values.apply(o.value()), o.weight()));
  }

  public void result(String name, Value value) {
    output(Role.RESULT, name, value, 1);
  }

  public void loss(String name, Value value, double weight) {
    output(Role.LOSS, name, value, weight);
  }

  public Graph build() {
    return new Graph(name, nodes, outputs);
  }
}
