package dev.lanewise.processor.reference;

import dev.lanewise.processor.graph.Node;

/** {@code 1 - x.t / sqrt((x.x + e) (t.t + e))} by row, e being 1e-12. */
final class CosineFormula implements Formula {
  @Override
  public double[][] forward(Node node, int rows, double[][] x) {
    double[] loss = new double[rows];
    for (int r = 0; r < rows; r++) {
      loss[r] =
          1 - dot(x[0], x[1], r, rows) / Math.sqrt(square(x[0], r, rows) * square(x[1], r, rows));
    }
    return new double[][] {loss};
  }

  @Override
  public double[][] backward(Node node, int rows, double[][] x, double[][] y, double[][] yGrad) {
    int n = x[0].length / rows;
    double[][] xGrad = new double[2][x[0].length];
    for (int i = 0; i < x[0].length; i++) {
      int r = i / n;
      double cosine = 1 - y[0][r];
      double lengths = Math.sqrt(square(x[0], r, rows) * square(x[1], r, rows));
      for (int of = 0; of < 2; of++) {
        xGrad[of][i] =
            yGrad[0][r] * (cosine * x[of][i] / square(x[of], r, rows) - x[1 - of][i] / lengths);
      }
    }
    return xGrad;
  }

  private static double square(double[] x, int row, int rows) {
    return dot(x, x, row, rows) + 1e-12;
  }

  private static double dot(double[] a, double[] b, int row, int rows) {
    int n = a.length / rows;
    double sum = 0;
    for (int i = row * n; i < (row + 1) * n; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
