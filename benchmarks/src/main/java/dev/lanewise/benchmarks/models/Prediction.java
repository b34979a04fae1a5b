package dev.lanewise.benchmarks.models;

/**
 * One network that predicts one row, as Lanewise runs it and as the peer is told of it.
 *
 * @param chain the layers, with their numbers
 * @param predictor of the network that the numbers came from
 */
public record Prediction(Chain chain, Predictor predictor) {

  /** What generated predictors have in common. */
  @FunctionalInterface
  public interface Predictor {
    /** One row, from the user's array into the user's array. */
    void predict(float[] input, float[] output);
  }
}
