package dev.lanewise.runtime;

/**
 * Bounds on gradients between their computation and the optimiser.
 *
 * @param value of each element; infinite where there is none
 * @param norm of all elements together; infinite where there is none
 */
record Clipping(double value, double norm) {
  static final Clipping NONE = new Clipping(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY);

  /** What PyTorch adds to the norm that it divides by. */
  private static final double EPSILON = 1e-6;

  /** Cuts the first elements of an array: first each on its own, then all by one factor. */
  void apply(Object gradients, int size) {
    if (value < Double.POSITIVE_INFINITY) {
      if (gradients instanceof float[] floats) {
        cut(floats, size, (float) value);
      } else {
        cut((double[]) gradients, size, value);
      }
    }
    if (norm < Double.POSITIVE_INFINITY) {
      double factor = norm / (norm(gradients, size) + EPSILON);
      if (factor < 1) {
        scale(gradients, size, factor);
      }
    }
  }

  private static void cut(float[] values, int size, float limit) {
    for (int i = 0; i < size; i++) {
      values[i] = Math.max(-limit, Math.min(limit, values[i]));
    }
  }

  private static void cut(double[] values, int size, double limit) {
    for (int i = 0; i < size; i++) {
      values[i] = Math.max(-limit, Math.min(limit, values[i]));
    }
  }

  private static void scale(Object gradients, int size, double factor) {
    if (gradients instanceof float[] floats) {
      float single = (float) factor;
      for (int i = 0; i < size; i++) {
        floats[i] *= single;
      }
    } else {
      double[] doubles = (double[]) gradients;
      for (int i = 0; i < size; i++) {
        doubles[i] *= factor;
      }
    }
  }

  /** The root of the sum of squares, summed in double and always in the same order. */
  static double norm(Object gradients, int size) {
    // Two chains, or the latency of an addition would bind.
    double even = 0;
    double odd = 0;
    if (gradients instanceof float[] floats) {
      for (int i = 0; i + 1 < size; i += 2) {
        even += (double) floats[i] * floats[i];
        odd += (double) floats[i + 1] * floats[i + 1];
      }
      even += size % 2 == 0 ? 0 : (double) floats[size - 1] * floats[size - 1];
    } else {
      double[] doubles = (double[]) gradients;
      for (int i = 0; i + 1 < size; i += 2) {
        even += doubles[i] * doubles[i];
        odd += doubles[i + 1] * doubles[i + 1];
      }
      even += size % 2 == 0 ? 0 : doubles[size - 1] * doubles[size - 1];
    }
    return Math.sqrt(even + odd);
  }
}
