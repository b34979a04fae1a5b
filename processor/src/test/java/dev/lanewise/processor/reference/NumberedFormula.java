package dev.lanewise.processor.reference;

import dev.lanewise.processor.graph.Node;
import java.util.function.Function;
import java.util.regex.Pattern;

/** A formula with numbers, which the node's attributes hold. */
record NumberedFormula(Function<double[], Formula> of) implements Formula {
  private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?(E-?\\d+)?");

  /** The numbers in the attributes. */
  static double[] numbers(Node node) {
    return NUMBER
        .matcher(node.op().attributes())
        .results()
        .mapToDouble(n -> Double.parseDouble(n.group()))
        .toArray();
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
