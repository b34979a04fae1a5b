package dev.lanewise.processor.reference;

import dev.lanewise.processor.graph.Node;

/** Each channel's number, once for each of the channel's elements. */
final class SpreadFormula implements Formula {
  @Override
  public double[][] forward(Node node, int rows, double[][] x) {
    double[] y = new double[Formula.size(node, 0, rows)];
    for (int i = 0; i < y.length; i++) {
      y[i] = x[0][i / (y.length / x[0].length)];
    }
    return new double[][] {y};
  }

  @Override
  public double[][] backward(Node node, int rows, double[][] x, double[][] y, double[][] yGrad) {
    double[] xGrad = new double[x[0].length];
    for (int i = 0; i < yGrad[0].length; i++) {
      xGrad[i / (yGrad[0].length / xGrad.length)] += yGrad[0][i];
    }
    return new double[][] {xGrad};
  }
}
