package dev.lanewise.processor.frontend;

/**
 * How far gradients go back through time, and whether states stay when training goes on.
 *
 * @param k1 steps from one update to the next; 0 for all of the model's
 * @param k2 steps that gradients go back from there; 0 for all
 * @param probability that they are cut between a step and the one before; 0 for never
 * @param stateful whether a training step begins with the states that the one before left
 */
public record Truncation(int k1, int k2, double probability, boolean stateful) {
  /** They go back through all steps, and states begin at zero. */
  public static final Truncation NONE = new Truncation(0, 0, 0, false);

  /** Whether they are cut at random. */
  public boolean isRandom() {
    return probability > 0;
  }

  /** Whether it says what the steps of the model are. */
  public boolean hasWindow() {
    return k1 > 0;
  }

  /** Steps of the model. */
  public int window() {
    return Math.max(k1, k2);
  }

  /** Steps behind which the state is that of the next window, where that is not the last. */
  public int keptAt() {
    return k1 < k2 ? k1 : 0;
  }

  /** Steps that are computed and not learned from. */
  public int undifferentiated() {
    return Math.max(0, k1 - k2);
  }

  /** Of how many steps, the last ones, losses count. */
  public int lossSteps() {
    return hasWindow() ? Math.min(k1, k2) : Integer.MAX_VALUE;
  }
}
