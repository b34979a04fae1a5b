package dev.lanewise.processor.graph;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * A dataflow graph: nodes in an order in which each comes after what it reads.
 *
 * @param name the model's name
 */
public record Graph(String name, List<Node> nodes, List<Output> outputs) {
  /** What the value of an output is to the user. */
  public enum Role {
    /** A result of predict. */
    RESULT,
    /** A scalar that training reduces. */
    LOSS,
    /** The gradient of the parameter of the output's name. */
    GRADIENT,
    /** What a training step leaves in the buffer of the output's name. */
    UPDATE,
    /** What stays in the arena for the program's next run. */
    KEPT
  }

  /**
   * A value that leaves the graph.
   *
   * @param weight the factor of a loss in the total
   */
  public record Output(Role role, String name, Value value, double weight) {}

  public Graph {
    nodes = List.copyOf(nodes);
    outputs = List.copyOf(outputs);
  }

  /**
   * The same graph with other ops in some of its nodes.
   *
   * @param ops by node; the node's own where it stays
   */
  public Graph withOps(Function<Node, Op> ops) {
    GraphBuilder builder = new GraphBuilder(name);
    Map<Node, Node> copies = new HashMap<>();
    // A value from outside, as a part of a graph may read, stays what it is.
    UnaryOperator<Value> copy =
        value -> copies.getOrDefault(value.node(), value.node()).result(value.index());
    for (Node node : nodes) {
      List<Value> inputs = node.inputs().stream().map(copy).toList();
      Op op = ops.apply(node);
      copies.put(
          node,
          op.equals(node.op())
              ? builder.copy(node, inputs)
              : builder.add(node.name(), op, inputs, node.origin()));
    }
    builder.outputs(this, copy);
    return builder.build();
  }

  public List<Output> outputs(Role role) {
    return outputs.stream().filter(output -> output.role() == role).toList();
  }

  /** How often each value is read: by nodes, and as an output. */
  public Map<Value, Integer> uses() {
    Map<Value, Integer> uses = new HashMap<>();
    nodes.forEach(node -> node.inputs().forEach(input -> uses.merge(input, 1, Integer::sum)));
    outputs.forEach(output -> uses.merge(output.value(), 1, Integer::sum));
    return uses;
  }

  public List<Node> inputs() {
    return nodes.stream().filter(node -> node.op() instanceof InputOp).toList();
  }

  public List<Node> parameters() {
    return nodes.stream().filter(node -> node.op() instanceof ParameterOp).toList();
  }
}
