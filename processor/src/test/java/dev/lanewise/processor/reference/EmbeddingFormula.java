package dev.lanewise.processor.reference;

import dev.lanewise.processor.graph.Node;

/** {@code y[r] = W[x[r]]}; the row of the padding, where there is one, has no gradient. */
final class EmbeddingFormula implements Formula {
  @Override
  public double[][] forward(Node node, int rows, double[][] x) {
    int features = node.types().getFirst().last().size();
    double[] y = new double[rows * features];
    for (int r = 0; r < rows; r++) {
      System.arraycopy(x[1], (int) x[0][r] * features, y, r * features, features);
    }
    return new double[][] {y};
  }

  @Override
  public double[][] backward(Node node, int rows, double[][] x, double[][] y, double[][] yGrad) {
    int features = node.types().getFirst().last().size();
    double[] padding = NumberedFormula.numbers(node);
    double[] wGrad = new double[x[1].length];
    for (int r = 0; r < rows; r++) {
      boolean trained = padding.length == 0 || x[0][r] != padding[0];
      for (int i = 0; trained && i < features; i++) {
        wGrad[(int) x[0][r] * features + i] += yGrad[0][r * features + i];
      }
    }
    return new double[][] {null, wGrad};
  }
}
