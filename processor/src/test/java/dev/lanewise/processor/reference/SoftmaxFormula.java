package dev.lanewise.processor.reference;

import dev.lanewise.processor.graph.Node;

/** {@code y_i = exp(x_i) / sum_j exp(x_j)} by row; the Jacobian is {@code y_i (1[i=j] - y_j)}. */
final class SoftmaxFormula implements Formula {
  @Override
  public double[][] forward(Node node, int rows, double[][] x) {
    return new double[][] {softmax(rows, x[0])};
  }

  /** Softmax of each row. */
  static double[] softmax(int rows, double[] x) {
    int classes = x.length / rows;
    double[] y = new double[x.length];
    for (int r = 0; r < rows; r++) {
      double max = Double.NEGATIVE_INFINITY;
      for (int i = 0; i < classes; i++) {
        max = Math.max(max, x[r * classes + i]);
      }
      double sum = 0;
      for (int i = 0; i < classes; i++) {
        sum += StrictMath.exp(x[r * classes + i] - max);
      }
      for (int i = 0; i < classes; i++) {
        y[r * classes + i] = StrictMath.exp(x[r * classes + i] - max) / sum;
      }
    }
    return y;
  }

  @Override
  public double[][] backward(Node node, int rows, double[][] x, double[][] y, double[][] yGrad) {
    int classes = x[0].length / rows;
    double[] xGrad = new double[x[0].length];
    for (int r = 0; r < rows; r++) {
      for (int i = 0; i < classes; i++) {
        for (int j = 0; j < classes; j++) {
          double jacobian = y[0][r * classes + j] * ((i == j ? 1 : 0) - y[0][r * classes + i]);
          xGrad[r * classes + i] += yGrad[0][r * classes + j] * jacobian;
        }
      }
    }
    return new double[][] {xGrad};
  }
}
