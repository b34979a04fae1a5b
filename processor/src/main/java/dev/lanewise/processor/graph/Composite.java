package dev.lanewise.processor.graph;

import java.util.List;

/**
 * An op that stands for other ops, which may differ between prediction and training: dropout is
 * nothing in the one and a mask in the other. The pass {@code Expand} puts them in its place, so
 * that no later pass meets it; it has neither gradient nor algorithm of its own.
 */
public interface Composite extends Op {
  /** What a graph computes. */
  enum Mode {
    PREDICTION,
    TRAINING
  }

  /**
   * Adds the nodes that the op stands for.
   *
   * @param inputs the node's, as far as they are expanded themselves
   * @return the value in the place of each result
   */
  List<Value> expand(Mode mode, Node node, List<Value> inputs, Expansion graph);

  /** What {@link #expand} builds with. */
  interface Expansion {
    /**
     * Adds a node, which may be composite itself. The last one should bear the name of the whole.
     */
    Value add(String name, Op op, List<Value> inputs);

    /** The buffer as earlier nodes of this step leave it. */
    Value current(Value buffer);

    /** Lets training leave a new value in a buffer. */
    void update(Value buffer, Value value);
  }
}
