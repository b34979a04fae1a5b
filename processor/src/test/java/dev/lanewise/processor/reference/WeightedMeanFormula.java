package dev.lanewise.processor.reference;

import dev.lanewise.processor.graph.Node;
import java.util.Arrays;

/** The sum of one number a row over the sum of another, and the latter, or 1 where it is 0. */
final class WeightedMeanFormula implements Formula {
  @Override
  public double[][] forward(Node node, int rows, double[][] x) {
    double sum = Arrays.stream(x[1]).sum();
    double total = sum == 0 ? 1 : sum;
    return new double[][] {{Arrays.stream(x[0]).sum() / total}, {total}};
  }

  @Override
  public double[][] backward(Node node, int rows, double[][] x, double[][] y, double[][] yGrad) {
    double[] xGrad = new double[rows];
    Arrays.fill(xGrad, yGrad[0][0] / y[1][0]);
    return new double[][] {xGrad, null};
  }
}
