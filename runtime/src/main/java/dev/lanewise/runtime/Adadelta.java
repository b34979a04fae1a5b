package dev.lanewise.runtime;

import java.util.List;

/**
 * Adadelta (Zeiler 2012), as {@code torch.optim.Adadelta}: {@code v} and {@code u} are running
 * means of squared gradients and squared changes, the change is {@code d = sqrt(u + epsilon) /
 * sqrt(v + epsilon) * g}, and {@code w = w - rate * d}.
 *
 * @param learningRate 0 or more; 1 is usual
 * @param rho how much of the running means a step keeps, 0 to below 1
 * @param epsilon above 0
 * @param weightDecay 0 or more: {@code weightDecay * w} is added to the gradient, an L2 penalty
 */
public record Adadelta(double learningRate, double rho, double epsilon, double weightDecay)
    implements Optimizer {

  /**
   * Checks the settings.
   *
   * @throws IllegalArgumentException if one is out of its range
   */
  public Adadelta {
    Setting.requireRate(learningRate);
    Setting.requireShare("rho", rho);
    Setting.requireEpsilon(epsilon);
    Setting.requireNotNegative("weight decay", weightDecay);
  }

  /** Adadelta with a rho of 0.9 and an epsilon of 1e-6. */
  public static Adadelta withLearningRate(double rate) {
    return new Adadelta(rate, 0.9, 1e-6, 0);
  }

  /** The same with this decay rate of the running means. */
  public Adadelta rho(double rho) {
    return new Adadelta(learningRate, rho, epsilon, weightDecay);
  }

  /** The same with this addend under the roots. */
  public Adadelta epsilon(double epsilon) {
    return new Adadelta(learningRate, rho, epsilon, weightDecay);
  }

  /** The same with this weight decay. */
  public Adadelta weightDecay(double weightDecay) {
    return new Adadelta(learningRate, rho, epsilon, weightDecay);
  }

  @Override
  public Sweep sweep(Object weights, Object gradients) {
    return StatefulSweep.of(
        weights, gradients, List.of("square_avg", "acc_delta"), this::update, this::update);
  }

  private void update(long step, float[] w, float[] g, float[][] state, int from, int to) {
    float[] squares = state[0];
    float[] changes = state[1];
    float rate = (float) learningRate;
    float kept = (float) rho;
    float added = (float) (1 - rho);
    float eps = (float) epsilon;
    float decay = (float) weightDecay;
    for (int i = from; i < to; i++) {
      float gradient = g[i] + decay * w[i];
      float square = kept * squares[i] + added * gradient * gradient;
      float root = (float) Math.sqrt(changes[i] + eps);
      float change = root / (float) Math.sqrt(square + eps) * gradient;
      squares[i] = square;
      changes[i] = kept * changes[i] + added * change * change;
      w[i] -= rate * change;
    }
  }

  private void update(long step, double[] w, double[] g, double[][] state, int from, int to) {
    double[] squares = state[0];
    double[] changes = state[1];
    double rate = learningRate;
    double kept = rho;
    double added = 1 - rho;
    double eps = epsilon;
    double decay = weightDecay;
    for (int i = from; i < to; i++) {
      double gradient = g[i] + decay * w[i];
      double square = kept * squares[i] + added * gradient * gradient;
      double change = Math.sqrt(changes[i] + eps) / Math.sqrt(square + eps) * gradient;
      squares[i] = square;
      changes[i] = kept * changes[i] + added * change * change;
      w[i] -= rate * change;
    }
  }
}
