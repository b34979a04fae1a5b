package dev.lanewise.runtime.program;

/** Batched prediction behind one signature for all models; belongs to one thread. */
public interface BatchPredictor {
  /** The most rows of one call. */
  int batch();

  /**
   * Predicts from the network's published weights.
   *
   * @param inputs one array per input of the specification, in its order: canonical reals of at
   *     least {@code rows * width}, or ints for class labels; entries that prediction does not read
   *     are ignored
   * @param rows 1 to {@link #batch()}
   * @param outputs one array per output of the specification: reals of at least {@code rows *
   *     width}
   */
  void predict(Object[] inputs, int rows, Object[] outputs);
}
