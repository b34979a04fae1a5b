package dev.lanewise.processor.reference;

import dev.lanewise.processor.graph.Node;
import java.util.Map;

/**
 * What an op computes, in double, as its definition says: no layouts, no vectors, no tricks shared
 * with the kernels. Arrays are canonical and row-major; batched ones hold the rows of the call.
 */
interface Formula {
  /** The results of a node. */
  double[][] forward(Node node, int rows, double[][] x);

  /**
   * The gradients of a node's inputs.
   *
   * @param x the inputs
   * @param y the results
   * @param yGrad the gradients of the results; null where none flows
   * @return null for inputs that have none
   */
  double[][] backward(Node node, int rows, double[][] x, double[][] y, double[][] yGrad);

  /** What training leaves in buffers, by the index of the input. */
  default Map<Integer, double[]> updates(Node node, int rows, double[][] x) {
    return Map.of();
  }

  /** Elements of a result in this call. */
  static int size(Node node, int result, int rows) {
    var type = node.types().get(result);
    return type.isBatched() ? rows * type.sampleSize() : type.size();
  }
}
