package dev.lanewise.processor.graph;

import java.util.List;

/**
 * An op whose last input is large, and better read once for all nodes of its kind that read it:
 * these become one node, which reads what they read before it, one behind the other, and it.
 */
public interface Joinable extends Op {
  /** The op of that node. */
  Op joined(List<Joinable> ops);

  /**
   * What of that node's results stands for those of one of the nodes, and perhaps for more.
   *
   * @param index of the node among those that were joined
   */
  List<Value> results(Node joined, int index);
}
