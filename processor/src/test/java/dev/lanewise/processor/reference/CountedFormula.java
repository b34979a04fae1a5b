package dev.lanewise.processor.reference;

import dev.lanewise.processor.graph.Node;
import java.util.Arrays;

/** A number a row, or 1; 0 where the label is the ignored one. */
final class CountedFormula implements Formula {
  /** The class of a label, some class of one that is ignored and beyond them. */
  static int label(double label, int classes) {
    return (int) Math.clamp(label, 0, classes - 1);
  }

  @Override
  public double[][] forward(Node node, int rows, double[][] x) {
    double[] ones = new double[rows];
    Arrays.fill(ones, 1);
    return new double[][] {counted(node, x[0], x.length > 1 ? x[1] : ones)};
  }

  @Override
  public double[][] backward(Node node, int rows, double[][] x, double[][] y, double[][] yGrad) {
    double[][] grads = new double[x.length][];
    if (x.length > 1) {
      grads[1] = counted(node, x[0], yGrad[0]);
    }
    return grads;
  }

  private static double[] counted(Node node, double[] labels, double[] values) {
    double ignored = NumberedFormula.numbers(node)[0];
    double[] counted = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      counted[i] = labels[i] == ignored ? 0 : values[i];
    }
    return counted;
  }
}
