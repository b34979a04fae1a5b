package dev.lanewise.samples;

import dev.lanewise.runtime.Column;
import dev.lanewise.runtime.Dataset;
import dev.lanewise.runtime.Network;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * The adding problem: of fifty random numbers two are marked, and asked for is their sum at the
 * end.
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

  private AddingProblem() {}

  /** A network that has learned nothing, and the problems that it will see. */
  static LongLag of(Network net, long seed) {
    return new LongLag(net, seed, AddingProblem::problems);
  }

  /** Some problems: one number is marked in the first half, one in the second. */
  static Dataset problems(int count, SplittableRandom random) {
    float[] numbers = new float[count * 2 * LENGTH];
    float[][] sums = new float[count][1];
    for (int i = 0; i < count; i++) {
      int first = random.nextInt(LENGTH / 2);
      int second = LENGTH / 2 + random.nextInt(LENGTH / 2);
      for (int step = 0; step < LENGTH; step++) {
        int at = i * LENGTH + step;
        numbers[2 * at] = (float) random.nextDouble();
        numbers[2 * at + 1] = step == first || step == second ? 1 : 0;
        sums[i][0] += numbers[2 * at] * numbers[2 * at + 1];
      }
    }
    return Dataset.of("numbers", Column.floats(numbers, 2 * LENGTH))
        .with("step", Column.ints(LongLag.steps(count, LENGTH), LENGTH))
        .with("sum", Column.floats(sums));
  }

  public static void main(String[] args) {
    Map<String, LongLag> networks = new LinkedHashMap<>();
    networks.put("Elman", of(AddingElmanNet.create(1), 1));
    networks.put("LSTM", of(AddingLstmNet.create(1), 1));
    networks.put("TCN", of(AddingTcnNet.create(1), 1));
    networks.values().forEach(network -> network.learn(1));
    LongLag.printGradients(networks, LENGTH, 0, 10, 20, 30, 40, LENGTH - 1);
    String title = String.format(Locale.ROOT, "mean squared error; %.3f is a guess", GUESS);
    LongLag.printLearning(title, networks, 4000, 500);
  }
}
