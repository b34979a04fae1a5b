package dev.lanewise.processor.reference;

import dev.lanewise.processor.graph.Node;
import java.util.function.DoubleUnaryOperator;

/** A function of one variable and its derivative, element by element. */
record ActivationFormula(DoubleUnaryOperator function, DoubleUnaryOperator derivative)
    implements Formula {
  static final ActivationFormula LINEAR = new ActivationFormula(x -> x, x -> 1);
  static final ActivationFormula RELU =
      new ActivationFormula(x -> x > 0 ? x : 0, x -> x > 0 ? 1 : 0);
  static final ActivationFormula SIGMOID =
      new ActivationFormula(ActivationFormula::sigmoid, x -> sigmoid(x) * sigmoid(-x));
  static final ActivationFormula TANH =
      new ActivationFormula(StrictMath::tanh, x -> 1 / (StrictMath.cosh(x) * StrictMath.cosh(x)));

  private static double sigmoid(double x) {
    return 1 / (1 + StrictMath.exp(-x));
  }

  @Override
  public double[][] forward(Node node, int rows, double[][] x) {
    double[] y = new double[x[0].length];
    for (int i = 0; i < y.length; i++) {
      y[i] = function.applyAsDouble(x[0][i]);
    }
    return new double[][] {y};
  }

  @Override
  public double[][] backward(Node node, int rows, double[][] x, double[][] y, double[][] yGrad) {
    double[] xGrad = new double[x[0].length];
    for (int i = 0; i < xGrad.length; i++) {
      xGrad[i] = yGrad[0][i] * derivative.applyAsDouble(x[0][i]);
    }
    return new double[][] {xGrad};
  }
}
