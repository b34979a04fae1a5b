package dev.lanewise.samples;

import dev.lanewise.runtime.Column;
import dev.lanewise.runtime.Dataset;
import dev.lanewise.runtime.Network;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * The copying problem: ten symbols are shown, then fifty blanks, then a sign to repeat the symbols.
 * Only their repetition is asked for: that a blank is to follow a blank needs no memory, and its
 * loss would hide what comes back from the end.
 *
 * <pre>samples/run copying-problem</pre>
 *
 * @see <a href="https://doi.org/10.1162/neco.1997.9.8.1735">Hochreiter and Schmidhuber, Long
 *     short-term memory (1997)</a>
 * @see <a href="https://arxiv.org/abs/1511.06464">Arjovsky, Shah and Bengio, Unitary evolution
 *     recurrent neural networks (2016), section 5.1</a>
 */
public final class CopyingProblem {
  static final int SHOWN = 10;

  /**
   * Behind 50 the LSTM has learned the symbols after 5,000 minibatches, to a loss of 0.17, Elman's
   * network to 1.87. Behind 200, with a forget bias of 5, its gradient at the first symbol still is
   * 4.7e-3, where that of Elman's network is no float above 0; but 4,000 minibatches taught it
   * nothing yet.
   */
  static final int BLANKS = 50;

  static final int LENGTH = BLANKS + 2 * SHOWN;

  /** Eight to remember, the blank, and the sign. */
  static final int SYMBOLS = 10;

  static final int BLANK = 8;

  private static final int REMEMBERED = 8;
  private static final int SIGN = 9;

  /** The loss of who remembers nothing. */
  static final double GUESS = Math.log(REMEMBERED);

  private CopyingProblem() {}

  /** A network that has learned nothing, and the problems that it will see. */
  static LongLag of(Network net, long seed) {
    return new LongLag(net, seed, CopyingProblem::problems).clipped(1);
  }

  /** Some problems. */
  static Dataset problems(int count, SplittableRandom random) {
    int[] shown = new int[count * LENGTH];
    int[] wanted = new int[count * LENGTH];
    for (int i = 0; i < count; i++) {
      for (int step = 0; step < LENGTH; step++) {
        int at = i * LENGTH + step;
        shown[at] = step < SHOWN ? random.nextInt(REMEMBERED) : BLANK;
        wanted[at] = step < LENGTH - SHOWN ? BLANK : shown[at - LENGTH + SHOWN];
      }
      shown[(i + 1) * LENGTH - SHOWN - 1] = SIGN;
    }
    return Dataset.of("shown", Column.ints(shown, LENGTH))
        .with("step", Column.ints(LongLag.steps(count, LENGTH), LENGTH))
        .with("wanted", Column.ints(wanted, LENGTH));
  }

  public static void main(String[] args) {
    Map<String, LongLag> networks = new LinkedHashMap<>();
    networks.put("Elman", of(CopyingElmanNet.create(1), 1));
    networks.put("LSTM", of(CopyingLstmNet.create(1), 1));
    networks.values().forEach(network -> network.learn(1));
    LongLag.printGradients(networks, LENGTH, 0, 9, 20, 40, SHOWN + BLANKS - 1, LENGTH - 1);
    String title = String.format(Locale.ROOT, "loss; %.4f is who forgets", GUESS);
    LongLag.printLearning(title, networks, 5000, 500);
  }
}
