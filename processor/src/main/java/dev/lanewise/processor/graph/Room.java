package dev.lanewise.processor.graph;

/** Where an annotation becomes nodes: the first question to an op, "what did the user write?". */
public interface Room {
  /** Simple name of the annotation, such as {@code Dense}. */
  String annotation();

  /** Fewest nodes the method may read. */
  default int minInputs() {
    return 1;
  }

  /** Most nodes the method may read. */
  default int maxInputs() {
    return 1;
  }

  /**
   * Adds the layer's nodes. The frontend has checked the number of inputs, and that none of them is
   * in error.
   *
   * @return the value that the method's name stands for, or null after a fault was reported
   */
  Value parse(Layer layer);
}
