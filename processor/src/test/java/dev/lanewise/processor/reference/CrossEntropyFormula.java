package dev.lanewise.processor.reference;

import dev.lanewise.processor.graph.Node;

/** {@code -log softmax(x)[label]} by row; the second result is the softmax. */
final class CrossEntropyFormula implements Formula {
  @Override
  public double[][] forward(Node node, int rows, double[][] x) {
    int classes = x[0].length / rows;
    double[] loss = new double[rows];
    for (int r = 0; r < rows; r++) {
      double right = x[0][r * classes + CountedFormula.label(x[1][r], classes)];
      double sum = 0; // exp(x_i - x_right): no overflow for scores of any sensible net
      for (int i = 0; i < classes; i++) {
        sum += StrictMath.exp(x[0][r * classes + i] - right);
      }
      loss[r] = StrictMath.log(sum);
    }
    return new double[][] {loss, SoftmaxFormula.softmax(rows, x[0])};
  }

  @Override
  public double[][] backward(Node node, int rows, double[][] x, double[][] y, double[][] yGrad) {
    int classes = x[0].length / rows;
    double[] xGrad = new double[x[0].length];
    for (int r = 0; r < rows; r++) {
      for (int i = 0; i < classes; i++) {
        int at = r * classes + i;
        xGrad[at] =
            yGrad[0][r] * (y[1][at] - (i == CountedFormula.label(x[1][r], classes) ? 1 : 0));
      }
    }
    return new double[][] {xGrad, null};
  }
}
