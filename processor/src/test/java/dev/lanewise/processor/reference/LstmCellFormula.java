package dev.lanewise.processor.reference;

import dev.lanewise.processor.graph.Node;
import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/**
 * {@code c' = f c + i g, h' = o a} with {@code a = squash(c')}; the results are h', c', the gates
 * and a.
 */
final class LstmCellFormula implements Formula {
  @Override
  public double[][] forward(Node node, int rows, double[][] x) {
    int n = x[1].length / rows;
    DoubleUnaryOperator gate = function(node, 0);
    DoubleUnaryOperator squash = function(node, 1);
    double[] h = new double[rows * n];
    double[] c = new double[rows * n];
    double[] gates = new double[4 * rows * n];
    double[] a = new double[rows * n];
    for (int r = 0; r < rows; r++) {
      for (int j = 0; j < n; j++) {
        int z = 4 * r * n + j;
        for (int g = 0; g < 4; g++) {
          gates[z + g * n] = (g == 2 ? squash : gate).applyAsDouble(x[0][z + g * n]);
        }
        int at = r * n + j;
        c[at] = gates[z + n] * x[1][at] + gates[z] * gates[z + 2 * n];
        a[at] = squash.applyAsDouble(c[at]);
        h[at] = gates[z + 3 * n] * a[at];
      }
    }
    return new double[][] {h, c, gates, a, h};
  }

  @Override
  public double[][] backward(Node node, int rows, double[][] x, double[][] y, double[][] yGrad) {
    int n = x[1].length / rows;
    double[] zGrad = new double[4 * rows * n];
    double[] cGrad = new double[rows * n];
    for (int r = 0; r < rows; r++) {
      for (int j = 0; j < n; j++) {
        int at = r * n + j;
        int z = 4 * at - 3 * j;
        double i = y[2][z];
        double f = y[2][z + n];
        double g = y[2][z + 2 * n];
        double o = y[2][z + 3 * n];
        double a = y[3][at];
        double hGrad = GruCellFormula.sum(yGrad[0], yGrad[4], at);
        double sum = yGrad[1] == null ? 0 : yGrad[1][at];
        sum += hGrad * o * slope(node, 1, a);
        zGrad[z] = sum * g * slope(node, 0, i);
        zGrad[z + n] = sum * x[1][at] * slope(node, 0, f);
        zGrad[z + 2 * n] = sum * i * slope(node, 1, g);
        zGrad[z + 3 * n] = hGrad * a * slope(node, 0, o);
        cGrad[at] = sum * f;
      }
    }
    return new double[][] {zGrad, cGrad};
  }

  private static String name(Node node, int index) {
    return Arrays.asList(node.op().attributes().split(", ")).get(index);
  }

  static DoubleUnaryOperator function(Node node, int index) {
    return switch (name(node, index)) {
      case "sigmoid" -> v -> 1 / (1 + Math.exp(-v));
      case "tanh" -> Math::tanh;
      case "softsign" -> v -> v / (1 + Math.abs(v));
      case "relu" -> v -> Math.max(v, 0);
      case "hard_sigmoid" -> v -> Math.max(0, Math.min(1, v / 6 + 0.5));
      default -> throw new IllegalStateException(name(node, index));
    };
  }

  /** The derivative, written in the function's value. */
  static double slope(Node node, int index, double y) {
    return switch (name(node, index)) {
      case "sigmoid" -> y * (1 - y);
      case "tanh" -> 1 - y * y;
      case "softsign" -> (1 - Math.abs(y)) * (1 - Math.abs(y));
      case "relu" -> y > 0 ? 1 : 0;
      case "hard_sigmoid" -> y > 0 && y < 1 ? 1 / 6.0 : 0;
      default -> throw new IllegalStateException(name(node, index));
    };
  }
}
