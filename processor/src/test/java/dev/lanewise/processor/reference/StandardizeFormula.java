package dev.lanewise.processor.reference;

import dev.lanewise.processor.graph.Node;

/** Each group of elements, less its mean or not, over the root of its mean square. */
enum StandardizeFormula implements Formula {
  LAYER,
  ROOT_MEAN_SQUARE;

  /** A group's mean, or 0, and what it is divided by. */
  private record Group(double mean, double root) {}

  private Group group(Node node, double[] x, int first, int length) {
    double mean = 0;
    for (int i = first; i < first + length && this == LAYER; i++) {
      mean += x[i] / length;
    }
    double square = 0;
    for (int i = first; i < first + length; i++) {
      square += Math.pow(x[i] - mean, 2) / length;
    }
    return new Group(mean, Math.sqrt(square + NumberedFormula.numbers(node)[1]));
  }

  private static int length(Node node) {
    return node.types().get(0).sampleSize() / node.types().get(1).sampleSize();
  }

  @Override
  public double[][] forward(Node node, int rows, double[][] x) {
    int length = length(node);
    double[] y = new double[x[0].length];
    double[] inverse = new double[y.length / length];
    for (int i = 0; i < y.length; i++) {
      Group group = group(node, x[0], i / length * length, length);
      y[i] = (x[0][i] - group.mean) / group.root;
      inverse[i / length] = 1 / group.root;
    }
    return new double[][] {y, inverse};
  }

  /** By the definition: the derivatives of mean and root, element by element. */
  @Override
  public double[][] backward(Node node, int rows, double[][] x, double[][] y, double[][] yGrad) {
    int length = length(node);
    double[] g = yGrad[0];
    double[] xGrad = new double[g.length];
    for (int i = 0; i < g.length; i++) {
      int first = i / length * length;
      Group group = group(node, x[0], first, length);
      for (int j = first; j < first + length; j++) {
        double own = (i == j ? 1 : 0) - (this == LAYER ? 1.0 / length : 0);
        double root = (x[0][i] - group.mean) / (length * group.root);
        double d = x[0][j] - group.mean;
        xGrad[i] += g[j] * (own / group.root - d * root / (group.root * group.root));
      }
    }
    return new double[][] {xGrad};
  }
}
