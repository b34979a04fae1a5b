package dev.lanewise.processor.reference;

import dev.lanewise.processor.graph.Node;

/** The same elements in the same order, whatever rows and axes they count as. */
final class SameElements implements Formula {
  @Override
  public double[][] forward(Node node, int rows, double[][] x) {
    return new double[][] {x[0].clone()};
  }

  @Override
  public double[][] backward(Node node, int rows, double[][] x, double[][] y, double[][] yGrad) {
    return new double[][] {yGrad[0].clone()};
  }
}
