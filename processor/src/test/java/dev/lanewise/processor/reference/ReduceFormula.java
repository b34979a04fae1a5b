package dev.lanewise.processor.reference;

import dev.lanewise.processor.graph.Node;
import java.util.Arrays;

/**
 * Sum, mean and maximum along axes, which stay with size 1; ties of a maximum share its gradient.
 */
enum ReduceFormula implements Formula {
  SUM,
  MEAN,
  MAX,
  SHIFT;

  @Override
  public double[][] forward(Node node, int rows, double[][] x) {
    Positions result = Positions.of(node.types().getFirst());
    Positions input = Positions.of(node.input(0).type());
    double[] y = new double[result.size(rows)];
    Arrays.fill(y, max() ? Double.NEGATIVE_INFINITY : 0);
    for (int i = 0; i < x[0].length; i++) {
      int to = result.stretched(input.at(i));
      y[to] = max() ? Math.max(y[to], x[0][i]) : y[to] + x[0][i];
    }
    for (int i = 0; this == MEAN && i < y.length; i++) {
      y[i] /= x[0].length / y.length;
    }
    return new double[][] {y};
  }

  private boolean max() {
    return this == MAX || this == SHIFT;
  }

  @Override
  public double[][] backward(Node node, int rows, double[][] x, double[][] y, double[][] yGrad) {
    if (this == SHIFT) {
      return new double[1][];
    }
    Positions result = Positions.of(node.types().getFirst());
    Positions input = Positions.of(node.input(0).type());
    double[] takers = new double[y[0].length];
    for (int i = 0; i < x[0].length; i++) {
      int to = result.stretched(input.at(i));
      takers[to] += this != MAX || x[0][i] == y[0][to] ? 1 : 0;
    }
    double[] xGrad = new double[x[0].length];
    for (int i = 0; i < xGrad.length; i++) {
      int to = result.stretched(input.at(i));
      boolean takes = this != MAX || x[0][i] == y[0][to];
      xGrad[i] = takes ? yGrad[0][to] / (this == SUM ? 1 : takers[to]) : 0;
    }
    return new double[][] {xGrad};
  }
}
