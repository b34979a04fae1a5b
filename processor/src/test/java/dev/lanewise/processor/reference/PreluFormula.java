package dev.lanewise.processor.reference;

import dev.lanewise.processor.graph.Node;

/** {@code x where x > 0, else a x}, with a slope for each element of a sample. */
final class PreluFormula implements Formula {
  @Override
  public double[][] forward(Node node, int rows, double[][] x) {
    double[] y = new double[x[0].length];
    for (int i = 0; i < y.length; i++) {
      y[i] = x[0][i] > 0 ? x[0][i] : x[1][i % x[1].length] * x[0][i];
    }
    return new double[][] {y};
  }

  @Override
  public double[][] backward(Node node, int rows, double[][] x, double[][] y, double[][] yGrad) {
    double[] xGrad = new double[x[0].length];
    double[] slopeGrad = new double[x[1].length];
    for (int i = 0; i < xGrad.length; i++) {
      int slope = i % slopeGrad.length;
      xGrad[i] = yGrad[0][i] * (x[0][i] > 0 ? 1 : x[1][slope]);
      slopeGrad[slope] += yGrad[0][i] * Math.min(x[0][i], 0);
    }
    return new double[][] {xGrad, slopeGrad};
  }
}
