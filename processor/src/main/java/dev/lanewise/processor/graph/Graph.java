package dev.lanewise.processor.graph;

import java.util.List;

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
    UPDATE
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

  public List<Output> outputs(Role role) {
    return outputs.stream().filter(output -> output.role() == role).toList();
  }

  public List<Node> inputs() {
    return nodes.stream().filter(node -> node.op() instanceof InputOp).toList();
  }

  public List<Node> parameters() {
    return nodes.stream().filter(node -> node.op() instanceof ParameterOp).toList();
  }
}
