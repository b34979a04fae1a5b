package dev.lanewise.processor.reference;

import dev.lanewise.processor.graph.Node;

/** {@code y[m][n] = sum_k a[m][k] b[k][n]} of the last two axes, either transposed first. */
final class MatMulFormula implements Formula {
  /** One product of elements that goes into an element of the result. */
  private interface Term {
    void at(int y, int a, int b);
  }

  @Override
  public double[][] forward(Node node, int rows, double[][] x) {
    double[] y = new double[Positions.of(node.types().getFirst()).size(rows)];
    visit(node, y.length, (to, a, b) -> y[to] += x[0][a] * x[1][b]);
    return new double[][] {y};
  }

  @Override
  public double[][] backward(Node node, int rows, double[][] x, double[][] y, double[][] yGrad) {
    double[][] grads = {new double[x[0].length], new double[x[1].length]};
    visit(
        node,
        yGrad[0].length,
        (to, a, b) -> {
          grads[0][a] += yGrad[0][to] * x[1][b];
          grads[1][b] += yGrad[0][to] * x[0][a];
        });
    return grads;
  }

  private static void visit(Node node, int size, Term term) {
    boolean transposeA = node.op().attributes().contains("a'");
    boolean transposeB = node.op().attributes().contains("b'");
    Positions y = Positions.of(node.types().getFirst());
    Positions a = Positions.of(node.input(0).type());
    Positions b = Positions.of(node.input(1).type());
    int contracted = a.shape().get(a.shape().size() - (transposeA ? 2 : 1));
    for (int i = 0; i < size; i++) {
      int[] at = y.at(i);
      int m = at[at.length - 2];
      int n = at[at.length - 1];
      for (int k = 0; k < contracted; k++) {
        term.at(
            i,
            transposeA ? element(a, at, k, m) : element(a, at, m, k),
            transposeB ? element(b, at, n, k) : element(b, at, k, n));
      }
    }
  }

  /** The element in a row and column of the matrix that stretches to a position. */
  private static int element(Positions positions, int[] at, int row, int column) {
    int[] own = at.clone();
    own[at.length - 2] = row;
    own[at.length - 1] = column;
    return positions.stretched(own);
  }
}
