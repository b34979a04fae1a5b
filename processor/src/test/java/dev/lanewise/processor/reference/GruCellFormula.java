package dev.lanewise.processor.reference;

import dev.lanewise.processor.graph.Node;
import java.util.function.DoubleUnaryOperator;

/**
 * {@code r, z = gate(x + y), n = squash(x_n + r y_n), h' = (1 - z) n + z h}, or h and n exchanged;
 * the results are h' and r, z, n, y_n.
 */
final class GruCellFormula implements Formula {
  private static boolean keeps(Node node) {
    return node.op().attributes().endsWith("keep");
  }

  @Override
  public double[][] forward(Node node, int rows, double[][] x) {
    int n = x[2].length / rows;
    DoubleUnaryOperator gate = LstmCellFormula.function(node, 0);
    DoubleUnaryOperator squash = LstmCellFormula.function(node, 1);
    double[] next = new double[rows * n];
    double[] gates = new double[4 * rows * n];
    for (int row = 0; row < rows; row++) {
      for (int j = 0; j < n; j++) {
        int in = 3 * row * n + j;
        int at = 4 * row * n + j;
        double h = x[2][row * n + j];
        double r = gate.applyAsDouble(x[0][in] + x[1][in]);
        double z = gate.applyAsDouble(x[0][in + n] + x[1][in + n]);
        double hidden = x[1][in + 2 * n];
        double fresh = squash.applyAsDouble(x[0][in + 2 * n] + r * hidden);
        gates[at] = r;
        gates[at + n] = z;
        gates[at + 2 * n] = fresh;
        gates[at + 3 * n] = hidden;
        next[row * n + j] = keeps(node) ? (1 - z) * fresh + z * h : (1 - z) * h + z * fresh;
      }
    }
    return new double[][] {next, gates, next};
  }

  @Override
  public double[][] backward(Node node, int rows, double[][] x, double[][] y, double[][] yGrad) {
    int n = x[2].length / rows;
    double[] inputGrad = new double[3 * rows * n];
    double[] productGrad = new double[3 * rows * n];
    double[] hGrad = new double[rows * n];
    for (int row = 0; row < rows; row++) {
      for (int j = 0; j < n; j++) {
        int in = 3 * row * n + j;
        int at = 4 * row * n + j;
        double r = y[1][at];
        double z = y[1][at + n];
        double fresh = y[1][at + 2 * n];
        double grad = sum(yGrad[0], yGrad[2], row * n + j);
        double h = x[2][row * n + j];
        double kept = keeps(node) ? z : 1 - z;
        double freshGrad = grad * (1 - kept) * LstmCellFormula.slope(node, 1, fresh);
        double resetGrad = freshGrad * y[1][at + 3 * n] * LstmCellFormula.slope(node, 0, r);
        double difference = keeps(node) ? h - fresh : fresh - h;
        double updateGrad = grad * difference * LstmCellFormula.slope(node, 0, z);
        inputGrad[in] = productGrad[in] = resetGrad;
        inputGrad[in + n] = productGrad[in + n] = updateGrad;
        inputGrad[in + 2 * n] = freshGrad;
        productGrad[in + 2 * n] = freshGrad * r;
        hGrad[row * n + j] = grad * kept;
      }
    }
    return new double[][] {inputGrad, productGrad, hGrad};
  }

  /** The gradient of a value that was written twice. */
  static double sum(double[] a, double[] b, int at) {
    return (a == null ? 0 : a[at]) + (b == null ? 0 : b[at]);
  }
}
