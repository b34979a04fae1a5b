package dev.lanewise.runtime.program;

/**
 * Orthogonal matrices from random ones: the factor Q of {@code A = Q R} where the diagonal of R is
 * positive, which for independent normal values is evenly spread over all rotations and reflections
 * (Stewart 1980; Saxe, McClelland, Ganguli, "Exact solutions to the nonlinear dynamics of learning
 * in deep linear neural networks", 2013; {@code torch.nn.init.orthogonal_}).
 *
 * <p>By Gram and Schmidt's method with each projection done twice, after which the vectors are at
 * right angles to rounding (Giraud, Langou, Rozložník 2005): 4 m n² operations for n vectors of
 * length m. Plain arithmetic in a fixed order, so that every machine finds the same bits.
 */
final class Orthogonal {
  private Orthogonal() {}

  /**
   * The matrix with orthonormal rows, or columns if there are fewer of them.
   *
   * @param values row by row; not changed
   */
  static double[] from(double[] values, int rows, int columns) {
    boolean wide = rows < columns;
    int count = wide ? rows : columns;
    int length = wide ? columns : rows;
    double[][] vectors = new double[count][length];
    for (int v = 0; v < count; v++) {
      for (int i = 0; i < length; i++) {
        vectors[v][i] = values[wide ? v * columns + i : i * columns + v];
      }
      for (int pass = 0; pass < 2; pass++) {
        for (int earlier = 0; earlier < v; earlier++) {
          subtract(vectors[v], dot(vectors[v], vectors[earlier]), vectors[earlier]);
        }
      }
      normalize(vectors[v]);
    }
    double[] result = new double[values.length];
    for (int v = 0; v < count; v++) {
      for (int i = 0; i < length; i++) {
        result[wide ? v * columns + i : i * columns + v] = vectors[v][i];
      }
    }
    return result;
  }

  private static void subtract(double[] from, double factor, double[] vector) {
    for (int i = 0; i < from.length; i++) {
      from[i] -= factor * vector[i];
    }
  }

  private static void normalize(double[] vector) {
    double length = Math.sqrt(dot(vector, vector));
    for (int i = 0; i < vector.length; i++) {
      vector[i] /= length;
    }
  }

  /** Four sums, which do not wait for each other. */
  private static double dot(double[] a, double[] b) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int i = 0;
    for (; i + 3 < a.length; i += 4) {
      s0 += a[i] * b[i];
      s1 += a[i + 1] * b[i + 1];
      s2 += a[i + 2] * b[i + 2];
      s3 += a[i + 3] * b[i + 3];
    }
    for (; i < a.length; i++) {
      s0 += a[i] * b[i];
    }
    return s0 + s1 + (s2 + s3);
  }
}
