package dev.lanewise.samples;

import dev.lanewise.runtime.Adam;
import dev.lanewise.runtime.Dataset;
import dev.lanewise.runtime.Network;
import dev.lanewise.runtime.Trainer;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.BiFunction;

/**
 * A network that learns problems with long lags between what it sees and what it is asked for. What
 * it sees early is learned if the loss has a gradient that far back, so the gradient is shown by
 * step.
 *
 * <p>The network has a row of numbers for each step, {@code nudge}, an embedding of the step's
 * number, that is added to the input, at first zeros: its gradient is that of the loss with respect
 * to the input at this step, summed over the minibatch.
 */
final class LongLag {
  private static final String NUDGE = "nudge.weight";
  private static final int BATCH = 32;

  private final Trainer trainer;
  private final SplittableRandom random;
  private final BiFunction<Integer, SplittableRandom, Dataset> problems;

  /**
   * A network that has learned nothing, and the problems that it will see.
   *
   * @param problems draws as many as asked for
   */
  LongLag(Network net, long seed, BiFunction<Integer, SplittableRandom, Dataset> problems) {
    net.parameter(NUDGE, new float[net.parameter(NUDGE).length]);
    this.trainer =
        Trainer.of(net).optimizer(Adam.withLearningRate(2e-3)).batch(BATCH).threads(1).quiet();
    this.random = new SplittableRandom(seed);
    this.problems = problems;
  }

  /** Cuts gradients where their norm is above a limit. */
  LongLag clipped(double limit) {
    trainer.clipGradientNorm(limit);
    return this;
  }

  /** The numbers of the steps, for each of some problems. */
  static int[] steps(int count, int length) {
    int[] steps = new int[count * length];
    for (int i = 0; i < steps.length; i++) {
      steps[i] = i % length;
    }
    return steps;
  }

  /** Goes on learning; the mean loss over these minibatches. */
  double learn(int minibatches) {
    double sum = 0;
    for (int i = 0; i < minibatches; i++) {
      sum += trainer.step(problems.apply(BATCH, random));
    }
    return sum / minibatches;
  }

  /**
   * The norm of the last gradient with respect to the input at each step.
   *
   * @param length steps
   */
  double[] gradientNorms(int length) {
    float[] gradient = trainer.gradient(NUDGE);
    int features = gradient.length / length;
    double[] norms = new double[length];
    for (int i = 0; i < gradient.length; i++) {
      norms[i / features] = Math.hypot(norms[i / features], gradient[i]);
    }
    return norms;
  }

  /** Prints how far back the gradients of networks reach. */
  static void printGradients(Map<String, LongLag> networks, int length, int... steps) {
    row("gradient at the input, before learning", networks, (name, network) -> name);
    for (int step : steps) {
      row(
          "                             step " + (step + 1),
          networks,
          (name, network) ->
              String.format(Locale.ROOT, "%.2e", network.gradientNorms(length)[step]));
    }
  }

  /**
   * Learns, and prints how well.
   *
   * @param title what is printed
   */
  static void printLearning(String title, Map<String, LongLag> networks, int until, int each) {
    row(title, networks, (name, network) -> name);
    for (int done = each; done <= until; done += each) {
      row(
          String.format(Locale.ROOT, "after %,6d minibatches", done),
          networks,
          (name, network) -> String.format(Locale.ROOT, "%.4f", network.learn(each)));
    }
  }

  private static void row(
      String title, Map<String, LongLag> networks, BiFunction<String, LongLag, String> value) {
    System.out.printf("%-40s", title);
    networks.forEach((name, network) -> System.out.printf("%11s", value.apply(name, network)));
    System.out.println();
  }
}
