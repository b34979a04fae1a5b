package dev.lanewise.runtime;

import java.util.Map;

/**
 * A rule that turns gradients into changes of weights. Optimisers are immutable; their state is in
 * sweeps.
 */
public interface Optimizer {
  /**
   * A new state for the given weights.
   *
   * @param weights reals, {@code float[]} or {@code double[]}, that the sweep changes in place
   * @param gradients reals of the same type and length, which the sweep reads
   */
  Sweep sweep(Object weights, Object gradients);

  /**
   * What checkpoints call the rule, so that the state of one is not taken for another's; the
   * class's simple name where nothing else is said.
   */
  default String name() {
    return getClass().getSimpleName();
  }

  /** An optimiser at work on one network. */
  interface Sweep {
    /**
     * Updates the weights {@code from} (inclusive) to {@code to} (exclusive). Each weight is
     * updated by itself, so ranges may be given to different threads and the bits do not depend on
     * how. A weight of 0 that never had a gradient but 0 must stay 0: packed weights have pads.
     *
     * @param step the number of this update, 1 for the first
     */
    void apply(long step, int from, int to);

    /**
     * All that {@link #apply} remembers from one update to the next, beside the weights: by name
     * arrays of their type and length, one value a weight. They are the very arrays; a checkpoint
     * reads them, and fills them when training resumes. Empty where nothing is remembered.
     */
    default Map<String, Object> state() {
      return Map.of();
    }
  }
}
