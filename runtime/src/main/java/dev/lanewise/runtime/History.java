package dev.lanewise.runtime;

import java.util.List;
import java.util.Locale;
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
      double samplesPerSecond) {

    /** What a progress line says of the epoch, in English notation. */
    @Override
    public String toString() {
      StringBuilder text = new StringBuilder(format("loss %.4f", loss));
      accuracy.ifPresent(share -> text.append(format("  accuracy %.4f", share)));
      meanSquaredError.ifPresent(error -> text.append(format("  squared error %.4g", error)));
      text.append(format("  %.2f s", seconds)).append(format("  %.0f samples/s", samplesPerSecond));
      return text.toString();
    }

    private static String format(String format, double value) {
      return String.format(Locale.ROOT, format, value);
    }
  }
}
