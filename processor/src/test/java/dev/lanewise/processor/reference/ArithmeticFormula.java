package dev.lanewise.processor.reference;

import dev.lanewise.processor.graph.Node;
import java.util.function.ToDoubleFunction;

/** A function of several operands, which stretch, and its derivative by each. */
record ArithmeticFormula(ToDoubleFunction<double[]> function, Derivative derivative)
    implements Formula {
  static final ArithmeticFormula ADD =
      new ArithmeticFormula(
          x -> {
            double sum = 0;
            for (double summand : x) {
              sum += summand;
            }
            return sum;
          },
          (x, by) -> 1);
  static final ArithmeticFormula SUBTRACT =
      new ArithmeticFormula(x -> x[0] - x[1], (x, by) -> by == 0 ? 1 : -1);
  static final ArithmeticFormula MULTIPLY =
      new ArithmeticFormula(x -> x[0] * x[1], (x, by) -> x[1 - by]);
  static final ArithmeticFormula DIVIDE =
      new ArithmeticFormula(
          x -> x[0] / x[1], (x, by) -> by == 0 ? 1 / x[1] : -x[0] / (x[1] * x[1]));
  static final ArithmeticFormula NORMALIZE =
      new ArithmeticFormula(x -> (x[0] - x[1]) * x[2], (x, by) -> by == 0 ? x[2] : 0);
  static final ArithmeticFormula SCALE_SHIFT =
      new ArithmeticFormula(x -> x[0] * x[1] + x[2], (x, by) -> by == 2 ? 1 : x[1 - by]);
  static final ArithmeticFormula PRELU =
      new ArithmeticFormula(
          x -> x[0] > 0 ? x[0] : x[1] * x[0],
          (x, by) -> by == 1 ? Math.min(x[0], 0) : x[0] > 0 ? 1 : x[1]);

  /** The derivative at operands {@code x} by one of them. */
  interface Derivative {
    double at(double[] x, int by);
  }

  @Override
  public double[][] forward(Node node, int rows, double[][] x) {
    Positions result = Positions.of(node.types().getFirst());
    double[] y = new double[result.size(rows)];
    for (int i = 0; i < y.length; i++) {
      y[i] = function.applyAsDouble(operands(node, x, result.at(i)));
    }
    return new double[][] {y};
  }

  @Override
  public double[][] backward(Node node, int rows, double[][] x, double[][] y, double[][] yGrad) {
    Positions result = Positions.of(node.types().getFirst());
    double[][] xGrad = new double[x.length][];
    for (int by = 0; by < x.length; by++) {
      xGrad[by] = new double[x[by].length];
      Positions own = Positions.of(node.input(by).type());
      for (int i = 0; i < yGrad[0].length; i++) {
        int[] at = result.at(i);
        xGrad[by][own.stretched(at)] += yGrad[0][i] * derivative.at(operands(node, x, at), by);
      }
    }
    return xGrad;
  }

  private static double[] operands(Node node, double[][] x, int[] at) {
    double[] operands = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      operands[i] = x[i][Positions.of(node.input(i).type()).stretched(at)];
    }
    return operands;
  }
}
