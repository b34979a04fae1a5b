package dev.lanewise.processor.graph;

import java.util.Optional;

/** An op whose result, added to that of another of its kind, one op can compute. */
public interface Summable extends Op {
  /**
   * Adds the nodes that compute the sum of two nodes' results; nothing where that gains nothing.
   *
   * @param name of the sum
   * @param node of this op
   * @param other another node, of any op
   */
  Optional<Value> sum(GraphBuilder graph, String name, Node node, Node other);
}
