package dev.lanewise.samples;

import dev.lanewise.runtime.Adam;
import dev.lanewise.runtime.Column;
import dev.lanewise.runtime.Dataset;
import dev.lanewise.runtime.Network;
import dev.lanewise.runtime.Trainer;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.BiFunction;

/**
 * The adding problem: of fifty random numbers two are marked, and asked for is their sum at the
 * end. What was marked early is learned if the loss has a gradient that far back, so the gradient
 * is shown by step.
 *
 * <p>A row of numbers for each step is added to the input, at first zeros: its gradient is that of
 * the loss with respect to the input at this step, summed over the minibatch.
 *
 * <pre>samples/run adding-problem</pre>
 *
 * @see <a href="https://doi.org/10.1162/neco.1997.9.8.1735">Hochreiter and Schmidhuber, Long
 *     short-term memory (1997), experiment 4</a>
 * @see <a href="https://doi.org/10.1109/72.279181">Bengio, Simard and Frasconi, Learning long-term
 *     dependencies with gradient descent is difficult (1994)</a>
 */
public final class AddingProblem {
  static final int LENGTH = 50;

  /** The mean squared error of who says 1, whatever the numbers: the variance of the sum. */
  static final double GUESS = 1.0 / 6;

  private static final int BATCH = 32;
  private static final String NUDGE = "nudge.weight";

  private final Trainer trainer;
  private final SplittableRandom random;

  private AddingProblem(Trainer trainer, SplittableRandom random) {
    this.trainer = trainer;
    this.random = random;
  }

  /** A network that has learned nothing, and the problems that it will see. */
  static AddingProblem of(Network net, long seed) {
    net.parameter(NUDGE, new float[2 * LENGTH]);
    Trainer trainer =
        Trainer.of(net).optimizer(Adam.withLearningRate(2e-3)).batch(BATCH).threads(1).quiet();
    return new AddingProblem(trainer, new SplittableRandom(seed));
  }

  /** Some problems: one number is marked in the first half, one in the second. */
  static Dataset problems(int count, SplittableRandom random) {
    float[] numbers = new float[count * 2 * LENGTH];
    int[] steps = new int[count * LENGTH];
    float[][] sums = new float[count][1];
    for (int i = 0; i < count; i++) {
      int first = random.nextInt(LENGTH / 2);
      int second = LENGTH / 2 + random.nextInt(LENGTH / 2);
      for (int step = 0; step < LENGTH; step++) {
        int at = i * LENGTH + step;
        steps[at] = step;
        numbers[2 * at] = (float) random.nextDouble();
        numbers[2 * at + 1] = step == first || step == second ? 1 : 0;
        sums[i][0] += numbers[2 * at] * numbers[2 * at + 1];
      }
    }
    return Dataset.of("numbers", Column.floats(numbers, 2 * LENGTH))
        .with("step", Column.ints(steps, LENGTH))
        .with("sum", Column.floats(sums));
  }

  /** Goes on learning; the mean squared error over these steps. */
  double learn(int steps) {
    double sum = 0;
    for (int i = 0; i < steps; i++) {
      sum += trainer.step(problems(BATCH, random));
    }
    return sum / steps;
  }

  /** The norm of the last gradient with respect to the input at each step. */
  double[] gradientNorms() {
    float[] gradient = trainer.gradient(NUDGE);
    double[] norms = new double[LENGTH];
    for (int step = 0; step < LENGTH; step++) {
      norms[step] = Math.hypot(gradient[2 * step], gradient[2 * step + 1]);
    }
    return norms;
  }

  public static void main(String[] args) {
    Map<String, AddingProblem> networks = new LinkedHashMap<>();
    networks.put("Elman", of(AddingElmanNet.create(1), 1));
    networks.put("LSTM", of(AddingLstmNet.create(1), 1));
    networks.put("TCN", of(AddingTcnNet.create(1), 1));
    networks.values().forEach(network -> network.learn(1));
    row("gradient at the input, before learning", networks, (name, network) -> name);
    for (int step : new int[] {0, 10, 20, 30, 40, LENGTH - 1}) {
      row(
          "                             step " + (step + 1),
          networks,
          (name, network) -> String.format(Locale.ROOT, "%.2e", network.gradientNorms()[step]));
    }
    row(
        String.format(Locale.ROOT, "mean squared error; %.3f is a guess", GUESS),
        networks,
        (name, network) -> name);
    for (int steps = 500; steps <= 4000; steps += 500) {
      row(
          String.format(Locale.ROOT, "after %,6d minibatches", steps),
          networks,
          (name, network) -> String.format(Locale.ROOT, "%.4f", network.learn(500)));
    }
  }

  private static void row(
      String title,
      Map<String, AddingProblem> networks,
      BiFunction<String, AddingProblem, String> value) {
    System.out.printf("%-40s", title);
    networks.forEach((name, network) -> System.out.printf("%11s", value.apply(name, network)));
    System.out.println();
  }
}
