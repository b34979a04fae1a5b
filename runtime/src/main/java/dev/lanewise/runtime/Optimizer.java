package dev.lanewise.runtime;

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
  }
}
