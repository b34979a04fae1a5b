package dev.lanewise.processor.reference;

import dev.lanewise.processor.compiled.Net;
import dev.lanewise.processor.graph.Node;
import dev.lanewise.processor.graph.TensorType;

/** Dropout in training, with the key of the harness; the random numbers in plain Java. */
public enum DropoutFormula implements Formula {
  ZERO,
  /** One number for all pixels of a channel. */
  CHANNELS,
  /** With the numbers of Klambauer et al. (2017), section "dropout technique". */
  ALPHA;

  private static final double LOWEST = -1.6732632423543772 * 1.0507009873554805;

  /** Whether an element is kept; {@code element} counts from the first row on. */
  public static boolean kept(int key, String node, int element, double probability) {
    int salt = node.hashCode();
    salt = (salt ^ (salt >>> 16)) * 0x7FEB352D;
    salt = (salt ^ (salt >>> 15)) * 0x846CA68B;
    salt ^= salt >>> 16;
    int x = element * 0x9E3779B9 + key;
    x = (x ^ (x >>> 16)) * 0x7FEB352D + salt;
    x = (x ^ (x >>> 15)) * 0x846CA68B;
    x ^= x >>> 16;
    return (x >>> 9) / (double) (1 << 23) >= (float) (1 + probability) - 1;
  }

  private int number(Node node, int element) {
    TensorType type = node.types().getFirst();
    return this == CHANNELS
        ? element / (type.sampleSize() / type.sampleShape().getFirst())
        : element;
  }

  @Override
  public double[][] forward(Node node, int rows, double[][] x) {
    double p = NumberedFormula.numbers(node)[0];
    double[] y = new double[x[0].length];
    double q = 1 - p;
    double a = Math.pow(q + LOWEST * LOWEST * p * q, -0.5);
    for (int i = 0; i < y.length; i++) {
      boolean kept = kept(Net.KEY, node.name(), number(node, i), p);
      y[i] =
          this != ALPHA ? kept ? x[0][i] / q : 0 : a * (kept ? x[0][i] : LOWEST) - a * p * LOWEST;
    }
    return new double[][] {y};
  }

  @Override
  public double[][] backward(Node node, int rows, double[][] x, double[][] y, double[][] yGrad) {
    double p = NumberedFormula.numbers(node)[0];
    double[] xGrad = new double[x[0].length];
    double slope = this != ALPHA ? 1 / (1 - p) : 1 / Math.sqrt((1 - p) * (1 + p * LOWEST * LOWEST));
    for (int i = 0; i < xGrad.length; i++) {
      xGrad[i] = kept(Net.KEY, node.name(), number(node, i), p) ? yGrad[0][i] * slope : 0;
    }
    return new double[][] {xGrad};
  }
}
