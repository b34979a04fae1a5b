package dev.lanewise.processor.frontend;

/**
 * How far gradients go back through time.
 *
 * @param probability that they are cut between a step and the one before; 0 for never
 */
public record Truncation(double probability) {
  /** They go back through all steps. */
  public static final Truncation NONE = new Truncation(0);

  /** Whether they are cut at random. */
  public boolean isRandom() {
    return probability > 0;
  }
}
