package dev.lanewise.benchmarks.timing;

/**
 * A measured value and the 95% interval around it.
 *
 * @param value the estimate
 * @param low lower bound
 * @param high upper bound
 */
public record Estimate(double value, double low, double high) {

  /** The same measurement in another unit. */
  public Estimate times(double factor) {
    return new Estimate(value * factor, low * factor, high * factor);
  }
}
