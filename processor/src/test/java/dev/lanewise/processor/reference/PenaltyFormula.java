package dev.lanewise.processor.reference;

import dev.lanewise.processor.graph.Node;
import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/** A sum over all weights. */
record PenaltyFormula(DoubleUnaryOperator value, DoubleUnaryOperator slope) implements Formula {
  static final Formula L1 = new PenaltyFormula(Math::abs, Math::signum);
  static final Formula L2 = new PenaltyFormula(w -> w * w, w -> 2 * w);

  @Override
  public double[][] forward(Node node, int rows, double[][] x) {
    return new double[][] {{Arrays.stream(x[0]).map(value).sum()}};
  }

  @Override
  public double[][] backward(Node node, int rows, double[][] x, double[][] y, double[][] yGrad) {
    return new double[][] {
      Arrays.stream(x[0]).map(w -> yGrad[0][0] * slope.applyAsDouble(w)).toArray()
    };
  }
}
