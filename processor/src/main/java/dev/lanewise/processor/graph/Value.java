package dev.lanewise.processor.graph;

/** One result of a node. */
public record Value(Node node, int index) {
  public TensorType type() {
    return node.types().get(index);
  }

  /** The name of the node, with the result's number where it is not the first. */
  public String name() {
    return index == 0 ? node.name() : node.name() + "#" + index;
  }

  @Override
  public String toString() {
    return name() + " : " + type();
  }
}
