package dev.lanewise.runtime;

import java.util.OptionalDouble;

/**
 * How well the published weights of a network predict the labels of a data set. What is compared is
 * the first output that fits a label: class labels first, then labels of reals. Labels that are
 * ignored do not count, nor does what lies behind a sample's last step.
 *
 * @param accuracy share of rows whose class label has the largest output, from 0 to 1; present if
 *     the label is one of classes
 * @param meanSquaredError over rows and elements; present if the label is one of reals
 */
public record Evaluation(OptionalDouble accuracy, OptionalDouble meanSquaredError) {
  /** Of an epoch without data to validate with. */
  static final Evaluation NONE = new Evaluation(OptionalDouble.empty(), OptionalDouble.empty());

  /**
   * Predicts all rows, on all cores, and compares.
   *
   * @throws IllegalArgumentException if the data do not fit the model, if no output is as wide as
   *     one of its labels, or if the network is not a generated one
   */
  public static Evaluation of(Network net, Dataset data) {
    int threads = Runtime.getRuntime().availableProcessors();
    Validation validation = Validation.of(Trainer.generated(net), data, threads);
    try (Team team = new Team(threads)) {
      return validation.measure(team);
    }
  }

  static Evaluation ofAccuracy(double share) {
    return new Evaluation(OptionalDouble.of(share), OptionalDouble.empty());
  }

  static Evaluation ofMeanSquaredError(double error) {
    return new Evaluation(OptionalDouble.empty(), OptionalDouble.of(error));
  }
}
