package dev.lanewise.processor.reference;

import dev.lanewise.processor.graph.Node;
import java.util.function.Function;
import java.util.stream.Stream;

/** A formula with numbers, which the node's attributes hold. */
record NumberedFormula(Function<double[], Formula> of) implements Formula {
  /** The attributes as numbers. */
  static double[] numbers(Node node) {
    return Stream.of(node.op().attributes().split(" ")).mapToDouble(Double::parseDouble).toArray();
  }

  @Override
  public double[][] forward(Node node, int rows, double[][] x) {
    return of.apply(numbers(node)).forward(node, rows, x);
  }

  @Override
  public double[][] backward(Node node, int rows, double[][] x, double[][] y, double[][] yGrad) {
    return of.apply(numbers(node)).backward(node, rows, x, y, yGrad);
  }
}
