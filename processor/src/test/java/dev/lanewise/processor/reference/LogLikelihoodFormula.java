package dev.lanewise.processor.reference;

import dev.lanewise.processor.graph.Node;

/** {@code -w[label] x[label]} by row, and {@code w[label]}. */
final class LogLikelihoodFormula implements Formula {
  @Override
  public double[][] forward(Node node, int rows, double[][] x) {
    int classes = x[0].length / rows;
    double[][] results = new double[2][rows];
    for (int r = 0; r < rows; r++) {
      int right = CountedFormula.label(x[1][r], classes);
      results[0][r] = -x[2][right] * x[0][r * classes + right];
      results[1][r] = x[2][right];
    }
    return results;
  }

  @Override
  public double[][] backward(Node node, int rows, double[][] x, double[][] y, double[][] yGrad) {
    double[] xGrad = new double[x[0].length];
    int classes = xGrad.length / rows;
    for (int r = 0; r < rows; r++) {
      xGrad[r * classes + CountedFormula.label(x[1][r], classes)] = -yGrad[0][r] * y[1][r];
    }
    return new double[][] {xGrad, null, null};
  }
}
