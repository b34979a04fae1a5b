package dev.lanewise.processor.reference;

import dev.lanewise.processor.graph.Node;

/** The same values for each row. */
final class ExpandFormula implements Formula {
  @Override
  public double[][] forward(Node node, int rows, double[][] x) {
    double[] y = new double[rows * x[0].length];
    for (int i = 0; i < y.length; i++) {
      y[i] = x[0][i % x[0].length];
    }
    return new double[][] {y};
  }

  @Override
  public double[][] backward(Node node, int rows, double[][] x, double[][] y, double[][] yGrad) {
    double[] xGrad = new double[x[0].length];
    for (int i = 0; i < yGrad[0].length; i++) {
      xGrad[i % xGrad.length] += yGrad[0][i];
    }
    return new double[][] {xGrad};
  }
}
