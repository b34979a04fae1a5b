package dev.lanewise.runtime.program;

import java.util.List;

/**
 * One trainer's workspace. A step fills {@link #input}, then runs the phases in order, each over
 * all of its items; items of one phase are independent, so different ranges may run on different
 * threads at once. Each value is computed by one item in a fixed order, so the bits do not depend
 * on how items are split.
 */
public interface TrainingProgram {
  /** The most rows of one step. */
  int batch();

  /** Number of phases of one step. */
  int phases();

  /** Number of items of a phase when the step has {@code rows} rows, 1 to {@link #batch()}. */
  int items(int phase, int rows);

  /**
   * Runs the items {@code from} (inclusive) to {@code to} (exclusive) of a phase.
   *
   * @param key what the step's random numbers, such as dropout's, are a function of; the same for
   *     all phases of a step
   */
  void run(int phase, int from, int to, int rows, int key);

  /**
   * The step's loss, after the last phase: each loss node's mean over the rows, as PyTorch's {@code
   * reduction="mean"}, summed by the losses' weights.
   */
  double loss(int rows);

  /**
   * The staging array of the input at {@code index} of the specification: canonical reals of {@code
   * batch * width}, or {@code int[batch]} for class labels. The same array at every call.
   */
  Object input(int index);

  /**
   * The network's weights: reals in master packing, the very array, which an optimiser changes in
   * place.
   */
  Object weights();

  /**
   * Names of what stays from one step to the next, the states of a stateful model, in the order of
   * {@link Program#trainStates}; a row is that of the batch.
   */
  default List<String> states() {
    return List.of();
  }

  /**
   * The array that holds the states: reals, packed by {@link Program#trainStates}.
   *
   * @throws UnsupportedOperationException if there are none
   */
  default Object memory() {
    throw new UnsupportedOperationException("no states");
  }

  /**
   * The last step's gradients: reals in master packing, overwritten by each step; pads are always
   * 0.
   */
  Object gradients();
}
