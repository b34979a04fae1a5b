package dev.lanewise.processor.reference;

import dev.lanewise.processor.graph.Node;

/** {@code y[b] = number[b] > 0 ? a[b] : rest[b]}, or the other way round; without a rest zero. */
final class RowSelectFormula implements Formula {
  @Override
  public double[][] forward(Node node, int rows, double[][] x) {
    double[] y = new double[x[1].length];
    for (int i = 0; i < y.length; i++) {
      double rest = x.length > 2 ? x[2][i] : 0;
      y[i] = first(node, x[0][i / (y.length / rows)]) ? x[1][i] : rest;
    }
    return new double[][] {y};
  }

  @Override
  public double[][] backward(Node node, int rows, double[][] x, double[][] y, double[][] yGrad) {
    double[][] grads = new double[x.length][];
    for (int k = 1; k < x.length; k++) {
      grads[k] = new double[x[1].length];
      for (int i = 0; i < x[1].length; i++) {
        boolean first = first(node, x[0][i / (x[1].length / rows)]);
        grads[k][i] = first == (k == 1) ? yGrad[0][i] : 0;
      }
    }
    return grads;
  }

  private static boolean first(Node node, double number) {
    return number > 0 == node.op().attributes().equals("positive");
  }
}
