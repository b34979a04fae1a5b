package dev.lanewise.processor.graph;

import java.util.List;

/** An op that is linear in its parameters: they can take up a scale and a shift of the result. */
public interface Foldable extends Op {
  /** The shape of a scale and a shift: one number for each feature or channel of the result. */
  List<Integer> scaleShape(Node node);

  /**
   * Adds the nodes that compute {@code y s + t} in the place of the node's {@code y}.
   *
   * @param name of the whole
   * @param inputs the node's
   * @param scale of {@link #scaleShape}, the same for all rows
   * @param shift of the same shape
   */
  Value fold(
      GraphBuilder graph, Node node, String name, List<Value> inputs, Value scale, Value shift);
}
