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

  static final ActivationFormula HARD_SIGMOID =
      new ActivationFormula(
          x -> x < -3 ? 0 : x > 3 ? 1 : (x + 3) / 6, x -> Math.abs(x) < 3 ? 1.0 / 6 : 0);
  static final ActivationFormula HARD_SWISH =
      new ActivationFormula(
          x -> x < -3 ? 0 : x > 3 ? x : x * (x + 3) / 6, x -> x < -3 ? 0 : x > 3 ? 1 : x / 3 + 0.5);
  static final ActivationFormula SOFTSIGN =
      new ActivationFormula(
          x -> x / (1 + Math.abs(x)), x -> 1 / ((1 + Math.abs(x)) * (1 + Math.abs(x))));
  static final ActivationFormula SOFTPLUS =
      new ActivationFormula(
          x -> Math.max(x, 0) + StrictMath.log1p(StrictMath.exp(-Math.abs(x))),
          ActivationFormula::sigmoid);
  static final ActivationFormula SILU =
      new ActivationFormula(x -> x * sigmoid(x), x -> sigmoid(x) + x * sigmoid(x) * sigmoid(-x));
  static final ActivationFormula GELU =
      new ActivationFormula(
          x -> x * cdf(x), x -> cdf(x) + x * StrictMath.exp(-x * x / 2) / Math.sqrt(2 * Math.PI));
  static final ActivationFormula GELU_TANH =
      new ActivationFormula(
          x -> x / 2 * (1 + StrictMath.tanh(inner(x))),
          x -> {
            double cosh = StrictMath.cosh(inner(x));
            double slope = Math.sqrt(2 / Math.PI) * (1 + 3 * 0.044715 * x * x);
            return (1 + StrictMath.tanh(inner(x))) / 2 + x / 2 * slope / (cosh * cosh);
          });
  static final ActivationFormula EXP = new ActivationFormula(StrictMath::exp, StrictMath::exp);
  static final ActivationFormula LOG = new ActivationFormula(StrictMath::log, x -> 1 / x);
  static final ActivationFormula STEP = new ActivationFormula(x -> x > 0 ? 1 : 0, x -> 0);

  /** Leaky ReLU. */
  static ActivationFormula leakyRelu(double slope) {
    return new ActivationFormula(x -> x > 0 ? x : slope * x, x -> x > 0 ? 1 : slope);
  }

  static ActivationFormula scale(double factor) {
    return new ActivationFormula(x -> factor * x, x -> factor);
  }

  /** ELU and SELU. */
  static ActivationFormula elu(double scale, double alpha) {
    return new ActivationFormula(
        x -> scale * (x > 0 ? x : alpha * StrictMath.expm1(x)),
        x -> scale * (x > 0 ? 1 : alpha * StrictMath.exp(x)));
  }

  private static double cdf(double x) {
    return (1 + ErrorFunction.erf(x / Math.sqrt(2))) / 2;
  }

  private static double inner(double x) {
    return Math.sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x);
  }

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
