package dev.lanewise.processor.reference;

import dev.lanewise.processor.graph.Node;

/** {@code y[r][n] = b[n] + sum_k x[r][k] W[n][k]}. */
final class DenseFormula implements Formula {
  @Override
  public double[][] forward(Node node, int rows, double[][] x) {
    int units = units(node);
    int features = x[1].length / units;
    double[] y = new double[rows * units];
    for (int r = 0; r < rows; r++) {
      for (int n = 0; n < units; n++) {
        double sum = x.length > 2 ? x[2][n] : 0;
        for (int k = 0; k < features; k++) {
          sum += x[0][r * features + k] * x[1][n * features + k];
        }
        y[r * units + n] = sum;
      }
    }
    return new double[][] {y};
  }

  @Override
  public double[][] backward(Node node, int rows, double[][] x, double[][] y, double[][] yGrad) {
    int units = units(node);
    int features = x[1].length / units;
    double[][] grads = new double[x.length][];
    for (int i = 0; i < x.length; i++) {
      grads[i] = new double[x[i].length];
    }
    for (int r = 0; r < rows; r++) {
      for (int n = 0; n < units; n++) {
        double g = yGrad[0][r * units + n];
        for (int k = 0; k < features; k++) {
          grads[0][r * features + k] += g * x[1][n * features + k];
          grads[1][n * features + k] += g * x[0][r * features + k];
        }
        if (x.length > 2) {
          grads[2][n] += g;
        }
      }
    }
    return grads;
  }

  private static int units(Node node) {
    return node.types().getFirst().last().size();
  }
}
