package dev.lanewise.processor.reference;

import dev.lanewise.processor.graph.Node;

/** {@code sum_i (x_i - t_i)^2 / n} by row of n elements. */
final class SquaredErrorFormula implements Formula {
  @Override
  public double[][] forward(Node node, int rows, double[][] x) {
    int n = x[0].length / rows;
    double[] loss = new double[rows];
    for (int i = 0; i < x[0].length; i++) {
      loss[i / n] += (x[0][i] - x[1][i]) * (x[0][i] - x[1][i]) / n;
    }
    return new double[][] {loss};
  }

  @Override
  public double[][] backward(Node node, int rows, double[][] x, double[][] y, double[][] yGrad) {
    int n = x[0].length / rows;
    double[][] xGrad = new double[2][x[0].length];
    for (int i = 0; i < x[0].length; i++) {
      xGrad[0][i] = yGrad[0][i / n] * 2 * (x[0][i] - x[1][i]) / n;
      xGrad[1][i] = -xGrad[0][i];
    }
    return xGrad;
  }
}
