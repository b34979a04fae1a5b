package dev.lanewise.runtime;

import java.util.List;

/**
 * Adagrad (Duchi et al. 2011), as {@code torch.optim.Adagrad}: {@code s} is the sum of squared
 * gradients, and {@code w = w - rate / (1 + (t - 1) * rateDecay) * g / (sqrt(s) + epsilon)} at step
 * {@code t}.
 *
 * @param learningRate 0 or more; 0.01 is usual
 * @param rateDecay 0 or more: how fast the rate falls
 * @param weightDecay 0 or more: {@code weightDecay * w} is added to the gradient, an L2 penalty
 * @param initialSum 0 or more: where {@code s} begins
 * @param epsilon above 0
 */
public record Adagrad(
    double learningRate, double rateDecay, double weightDecay, double initialSum, double epsilon)
    implements Optimizer {

  /**
   * Checks the settings.
   *
   * @throws IllegalArgumentException if one is out of its range
   */
  public Adagrad {
    Setting.requireRate(learningRate);
    Setting.requireNotNegative("decay of the rate", rateDecay);
    Setting.requireNotNegative("weight decay", weightDecay);
    Setting.requireNotNegative("initial sum", initialSum);
    Setting.requireEpsilon(epsilon);
  }

  /** Adagrad with a constant rate, sums from 0 on and an epsilon of 1e-10. */
  public static Adagrad withLearningRate(double rate) {
    return new Adagrad(rate, 0, 0, 0, 1e-10);
  }

  /** The same with this decay of the rate. */
  public Adagrad rateDecay(double rateDecay) {
    return new Adagrad(learningRate, rateDecay, weightDecay, initialSum, epsilon);
  }

  /** The same with this weight decay. */
  public Adagrad weightDecay(double weightDecay) {
    return new Adagrad(learningRate, rateDecay, weightDecay, initialSum, epsilon);
  }

  /** The same with sums that begin here. */
  public Adagrad initialSum(double initialSum) {
    return new Adagrad(learningRate, rateDecay, weightDecay, initialSum, epsilon);
  }

  /** The same with this addend of the denominator. */
  public Adagrad epsilon(double epsilon) {
    return new Adagrad(learningRate, rateDecay, weightDecay, initialSum, epsilon);
  }

  @Override
  public Sweep sweep(Object weights, Object gradients) {
    return StatefulSweep.of(
        weights, gradients, List.of("sum"), initialSum, this::update, this::update);
  }

  private double rate(long step) {
    return learningRate / (1 + (step - 1) * rateDecay);
  }

  private void update(long step, float[] w, float[] g, float[][] state, int from, int to) {
    float[] sums = state[0];
    float rate = (float) rate(step);
    float decay = (float) weightDecay;
    float eps = (float) epsilon;
    for (int i = from; i < to; i++) {
      float gradient = g[i] + decay * w[i];
      float sum = sums[i] + gradient * gradient;
      sums[i] = sum;
      w[i] -= rate * gradient / ((float) Math.sqrt(sum) + eps);
    }
  }

  private void update(long step, double[] w, double[] g, double[][] state, int from, int to) {
    double[] sums = state[0];
    double rate = rate(step);
    double decay = weightDecay;
    double eps = epsilon;
    for (int i = from; i < to; i++) {
      double gradient = g[i] + decay * w[i];
      double sum = sums[i] + gradient * gradient;
      sums[i] = sum;
      w[i] -= rate * gradient / (Math.sqrt(sum) + eps);
    }
  }
}
