package dev.lanewise.processor.reference;

import dev.lanewise.processor.graph.Node;

/** {@code y_i = -log sum_j exp(x_j - x_i)} by row; the Jacobian is {@code 1[i=j] - exp(y_j)}. */
final class LogSoftmaxFormula implements Formula {
  @Override
  public double[][] forward(Node node, int rows, double[][] x) {
    int classes = x[0].length / rows;
    double[] y = new double[x[0].length];
    for (int i = 0; i < y.length; i++) {
      double sum = 0;
      for (int j = i / classes * classes; j < (i / classes + 1) * classes; j++) {
        sum += StrictMath.exp(x[0][j] - x[0][i]);
      }
      y[i] = -StrictMath.log(sum);
    }
    return new double[][] {y};
  }

  @Override
  public double[][] backward(Node node, int rows, double[][] x, double[][] y, double[][] yGrad) {
    int classes = x[0].length / rows;
    double[] xGrad = new double[x[0].length];
    for (int i = 0; i < xGrad.length; i++) {
      for (int j = i / classes * classes; j < (i / classes + 1) * classes; j++) {
        xGrad[j] += yGrad[0][i] * ((i == j ? 1 : 0) - StrictMath.exp(y[0][j]));
      }
    }
    return new double[][] {xGrad};
  }
}
