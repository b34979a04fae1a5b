package dev.lanewise.samples;

import dev.lanewise.runtime.Adam;
import dev.lanewise.runtime.Column;
import dev.lanewise.runtime.Dataset;
import dev.lanewise.runtime.Trainer;
import java.util.Locale;

/**
 * Learns exclusive or.
 *
 * <pre>samples/run xor</pre>
 */
public final class Xor {
  private static final float[][] BITS = {{0, 0}, {0, 1}, {1, 0}, {1, 1}};
  private static final float[][] TARGETS = {{0}, {1}, {1}, {0}};

  private Xor() {}

  static XorModelNet train(long seed) {
    XorModelNet net = XorModelNet.create(seed);
    Dataset table = Dataset.of("bits", Column.floats(BITS)).with("target", Column.floats(TARGETS));
    Trainer.of(net)
        .optimizer(Adam.withLearningRate(0.05))
        .epochs(500)
        .threads(1)
        .quiet()
        .fit(table);
    return net;
  }

  public static void main(String[] args) {
    XorModelNet net = train(1);
    for (float[] bits : BITS) {
      System.out.printf(
          Locale.ROOT, "%.0f xor %.0f = %.3f%n", bits[0], bits[1], net.predict(bits)[0]);
    }
    System.out.println(
        net.bits() == 0
            ? "computed by scalar code"
            : "computed with vectors of " + net.bits() + " bits");
  }
}
