package dev.lanewise.processor.reference;

import dev.lanewise.processor.graph.Node;
import java.util.function.DoubleBinaryOperator;

/** {@code sum_i f(x_i, t_i) / n} by row of n elements, with the derivatives by x and by t. */
record PairLossFormula(DoubleBinaryOperator f, DoubleBinaryOperator byX, DoubleBinaryOperator byT)
    implements Formula {
  static final PairLossFormula SQUARED_ERROR =
      new PairLossFormula(
          (x, t) -> (x - t) * (x - t), (x, t) -> 2 * (x - t), (x, t) -> -2 * (x - t));
  static final PairLossFormula ABSOLUTE_ERROR =
      new PairLossFormula(
          (x, t) -> Math.abs(x - t), (x, t) -> Math.signum(x - t), (x, t) -> Math.signum(t - x));
  static final PairLossFormula HINGE =
      new PairLossFormula(
          (x, t) -> Math.max(0, 1 - t * x),
          (x, t) -> t * x < 1 ? -t : 0,
          (x, t) -> t * x < 1 ? -x : 0);
  static final PairLossFormula PERCEPTRON =
      new PairLossFormula(
          (x, t) -> Math.max(x, 0) - t * x, (x, t) -> (x > 0 ? 1 : 0) - t, (x, t) -> -x);
  static final PairLossFormula BINARY_CROSS_ENTROPY =
      new PairLossFormula(
          (x, t) -> -t * log(x) - (1 - t) * log(1 - x),
          (x, t) -> (x - t) / Math.max(x * (1 - x), 1e-12),
          (x, t) -> StrictMath.log(1 - x) - StrictMath.log(x));
  static final PairLossFormula WITH_LOGITS =
      new PairLossFormula(
          (x, t) -> Math.max(x, 0) - t * x + StrictMath.log1p(StrictMath.exp(-Math.abs(x))),
          (x, t) -> 1 / (1 + StrictMath.exp(-x)) - t,
          (x, t) -> -x);

  /** Squared up to delta, linear beyond. */
  static PairLossFormula huber(double delta) {
    return new PairLossFormula(
        (x, t) -> {
          double d = Math.abs(x - t);
          return d <= delta ? d * d / 2 : delta * (d - delta / 2);
        },
        (x, t) -> Math.clamp(x - t, -delta, delta),
        (x, t) -> Math.clamp(t - x, -delta, delta));
  }

  private static double log(double p) {
    return Math.max(StrictMath.log(p), -100);
  }

  @Override
  public double[][] forward(Node node, int rows, double[][] x) {
    int n = x[0].length / rows;
    double[] loss = new double[rows];
    for (int i = 0; i < x[0].length; i++) {
      loss[i / n] += f.applyAsDouble(x[0][i], x[1][i]) / n;
    }
    return new double[][] {loss};
  }

  @Override
  public double[][] backward(Node node, int rows, double[][] x, double[][] y, double[][] yGrad) {
    int n = x[0].length / rows;
    double[][] xGrad = new double[2][x[0].length];
    for (int i = 0; i < x[0].length; i++) {
      xGrad[0][i] = yGrad[0][i / n] * byX.applyAsDouble(x[0][i], x[1][i]) / n;
      xGrad[1][i] = yGrad[0][i / n] * byT.applyAsDouble(x[0][i], x[1][i]) / n;
    }
    return xGrad;
  }
}
