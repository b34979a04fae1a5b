package dev.lanewise.processor.graph;

import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;

/** An op that sums over the features it reads: of features side by side, over each by itself. */
public interface Separable extends Op {
  /**
   * Adds the nodes that compute the op by parts and add these up, where its features change at
   * different times; nothing where they do not.
   *
   * <pre>
   * xh = concat x, h; y = dense xh, w, b   becomes   yx = dense x, wx, b; yh = dense h, wh; y = add yh, yx
   * </pre>
   *
   * @param inputs the node's
   * @param rank of a value, higher the more often it changes; values of one rank stay together
   */
  Optional<Value> separate(
      GraphBuilder graph, Node node, List<Value> inputs, ToIntFunction<Value> rank);
}
