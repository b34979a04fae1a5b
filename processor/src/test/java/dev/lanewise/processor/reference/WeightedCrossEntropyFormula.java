package dev.lanewise.processor.reference;

import dev.lanewise.processor.graph.Node;

/**
 * {@code -sum_i q_i w_i log p_i} by row, p being the softmax, q the smoothed target {@code (1 - s)
 * onehot + s / C}; then the softmax, and the weight of the right class.
 */
final class WeightedCrossEntropyFormula implements Formula {
  @Override
  public double[][] forward(Node node, int rows, double[][] x) {
    int classes = x[0].length / rows;
    double[] p = SoftmaxFormula.softmax(rows, x[0]);
    double[] loss = new double[rows];
    double[] weight = new double[rows];
    for (int r = 0; r < rows; r++) {
      weight[r] = x[2][CountedFormula.label(x[1][r], classes)];
      for (int i = 0; i < classes; i++) {
        double q = target(node, classes, i == CountedFormula.label(x[1][r], classes));
        loss[r] -= q * x[2][i] * StrictMath.log(p[r * classes + i]);
      }
    }
    return new double[][] {loss, p, weight};
  }

  @Override
  public double[][] backward(Node node, int rows, double[][] x, double[][] y, double[][] yGrad) {
    int classes = x[0].length / rows;
    double[] xGrad = new double[x[0].length];
    for (int r = 0; r < rows; r++) {
      for (int i = 0; i < classes; i++) {
        double share =
            target(node, classes, i == CountedFormula.label(x[1][r], classes))
                * x[2][i]
                * yGrad[0][r];
        for (int j = 0; j < classes; j++) {
          xGrad[r * classes + j] += share * (y[1][r * classes + j] - (i == j ? 1 : 0));
        }
      }
    }
    return new double[][] {xGrad, null, null};
  }

  private static double target(Node node, int classes, boolean right) {
    double smoothing = NumberedFormula.numbers(node)[0];
    return smoothing / classes + (right ? 1 - smoothing : 0);
  }
}
