package dev.lanewise.runtime;

import java.util.List;
import java.util.OptionalDouble;

/**
 * What a training did, epoch by epoch.
 *
 * @param epochs in order, at least one
 */
public record History(List<Epoch> epochs) {
  /** Copies the list, so that the record is immutable. */
  public History {
    epochs = List.copyOf(epochs);
  }

  /** The last epoch. */
  public Epoch last() {
    return epochs.getLast();
  }

  /**
   * One pass over the training data.
   *
   * @param number 1 for the trainer's first epoch
   * @param loss mean of the steps' losses over the rows, each before its step changed the weights
   * @param accuracy share of validation rows whose class label has the largest output, from 0 to 1;
   *     present if there were validation data with class labels
   * @param meanSquaredError on validation data with labels of reals; present if there were such
   * @param seconds duration of training, without validation
   * @param samplesPerSecond rows trained in a second
   */
  public record Epoch(
      int number,
      double loss,
      OptionalDouble accuracy,
      OptionalDouble meanSquaredError,
      double seconds,
      double samplesPerSecond) {}
}
