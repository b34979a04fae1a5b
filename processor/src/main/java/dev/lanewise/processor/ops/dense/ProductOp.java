package dev.lanewise.processor.ops.dense;

import dev.lanewise.processor.graph.FusedOp;

/**
 * Samples times weights, or a sum of such products: inputs x and weights of each term, and last the
 * bias where there is one.
 */
interface ProductOp extends FusedOp.Root {
  default int terms() {
    return 1;
  }

  default boolean bias() {
    return false;
  }

  /** The axis of the weights that the lanes run along: outputs forward, features backward. */
  default int outputAxis() {
    return 0;
  }

  @Override
  default boolean isWeight(int input) {
    return input % 2 == 1 && input < 2 * terms();
  }
}
