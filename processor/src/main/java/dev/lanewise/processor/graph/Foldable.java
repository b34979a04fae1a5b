package dev.lanewise.processor.graph;

import java.util.List;

/** An op that is linear in its parameters: they can take up a scale and a shift of the result. */
public interface Foldable extends Op {
  /**
   * Adds the nodes that compute {@code y s + t} in the place of the node's {@code y}.
   *
   * @param name of the whole
   * @param inputs the node's
   * @param scale one number for each feature of the result, the same for all rows
   * @param shift one number for each feature
   */
  Value fold(
      GraphBuilder graph, Node node, String name, List<Value> inputs, Value scale, Value shift);
}
