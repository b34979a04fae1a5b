package dev.lanewise.processor.reference;

import dev.lanewise.processor.graph.Node;

/** The inputs side by side along the last axis. */
final class ConcatFormula implements Formula {
  @Override
  public double[][] forward(Node node, int rows, double[][] x) {
    double[] y = new double[Formula.size(node, 0, rows)];
    visit(node, y.length, (part, in, out) -> y[out] = x[part][in]);
    return new double[][] {y};
  }

  @Override
  public double[][] backward(Node node, int rows, double[][] x, double[][] y, double[][] yGrad) {
    double[][] xGrad = new double[x.length][];
    for (int i = 0; i < x.length; i++) {
      xGrad[i] = new double[x[i].length];
    }
    visit(node, y[0].length, (part, in, out) -> xGrad[part][in] = yGrad[0][out]);
    return xGrad;
  }

  private interface Element {
    void at(int part, int in, int out);
  }

  private static void visit(Node node, int size, Element element) {
    int total = node.types().getFirst().last().size();
    for (int outer = 0; outer < size / total; outer++) {
      int start = 0;
      for (int part = 0; part < node.inputs().size(); part++) {
        int width = node.input(part).type().last().size();
        for (int i = 0; i < width; i++) {
          element.at(part, outer * width + i, outer * total + start + i);
        }
        start += width;
      }
    }
  }
}
