package dev.lanewise.runtime;

import java.util.List;

/**
 * Adam with Nesterov's momentum (Dozat 2016), as {@code torch.optim.NAdam}: the momentum {@code
 * mu(t) = beta1 * (1 - 0.96^(t * momentumDecay) / 2)} grows over the steps, and {@code w = w - rate
 * * (a * g + b * m) / (sqrt(v) + epsilon)} with {@code a = (1 - mu(t)) / (1 - p(t))} and {@code b =
 * mu(t + 1) / (1 - p(t + 1))}, where {@code p(t)} is the product of all {@code mu} up to {@code t}.
 *
 * @param learningRate 0 or more
 * @param beta1 how much of {@code m} a step keeps, 0 to below 1
 * @param beta2 how much of {@code v} a step keeps, 0 to below 1
 * @param epsilon above 0
 * @param weightDecay 0 or more: {@code weightDecay * w} is added to the gradient, an L2 penalty
 * @param momentumDecay 0 or more: how fast momentum grows
 */
public record Nadam(
    double learningRate,
    double beta1,
    double beta2,
    double epsilon,
    double weightDecay,
    double momentumDecay)
    implements Optimizer {

  /**
   * Checks the settings.
   *
   * @throws IllegalArgumentException if one is out of its range
   */
  public Nadam {
    Setting.requireRate(learningRate);
    Setting.requireBetas(beta1, beta2);
    Setting.requireEpsilon(epsilon);
    Setting.requireNotNegative("weight decay", weightDecay);
    Setting.requireNotNegative("momentum decay", momentumDecay);
  }

  /** Nadam with betas of 0.9 and 0.999, an epsilon of 1e-8 and a momentum decay of 0.004. */
  public static Nadam withLearningRate(double rate) {
    return new Nadam(rate, 0.9, 0.999, 1e-8, 0, 4e-3);
  }

  /** The same with these decay rates of the running means. */
  public Nadam betas(double beta1, double beta2) {
    return new Nadam(learningRate, beta1, beta2, epsilon, weightDecay, momentumDecay);
  }

  /** The same with this addend of the denominator. */
  public Nadam epsilon(double epsilon) {
    return new Nadam(learningRate, beta1, beta2, epsilon, weightDecay, momentumDecay);
  }

  /** The same with this weight decay. */
  public Nadam weightDecay(double weightDecay) {
    return new Nadam(learningRate, beta1, beta2, epsilon, weightDecay, momentumDecay);
  }

  /** The same with this momentum decay. */
  public Nadam momentumDecay(double momentumDecay) {
    return new Nadam(learningRate, beta1, beta2, epsilon, weightDecay, momentumDecay);
  }

  @Override
  public Sweep sweep(Object weights, Object gradients) {
    return StatefulSweep.of(
        weights, gradients, List.of("exp_avg", "exp_avg_sq"), this::update, this::update);
  }

  private double momentum(long step) {
    return beta1 * (1 - 0.5 * StrictMath.pow(0.96, step * momentumDecay));
  }

  /**
   * The product of all momenta up to a step. A product below 2^-54 is as good as 0 to those who
   * take it from 1, so some 50 factors are the most with usual settings, however far training has
   * come.
   */
  private double momentumProduct(long step) {
    double product = 1;
    for (long i = 1; i <= step && product > 0x1p-54; i++) {
      product *= momentum(i);
    }
    return product;
  }

  private double ofGradient(long step) {
    return learningRate * (1 - momentum(step)) / (1 - momentumProduct(step));
  }

  private double ofMean(long step) {
    double next = momentum(step + 1);
    return learningRate * next / (1 - momentumProduct(step) * next);
  }

  private double squareScale(long step) {
    return 1 / Math.sqrt(1 - StrictMath.pow(beta2, step));
  }

  private void update(long step, float[] w, float[] g, float[][] state, int from, int to) {
    float[] mean = state[0];
    float[] square = state[1];
    float ofGradient = (float) ofGradient(step);
    float ofMean = (float) ofMean(step);
    float scale = (float) squareScale(step);
    float b1 = (float) beta1;
    float c1 = (float) (1 - beta1);
    float b2 = (float) beta2;
    float c2 = (float) (1 - beta2);
    float eps = (float) epsilon;
    float decay = (float) weightDecay;
    for (int i = from; i < to; i++) {
      float gradient = g[i] + decay * w[i];
      float m = b1 * mean[i] + c1 * gradient;
      float v = b2 * square[i] + c2 * gradient * gradient;
      mean[i] = m;
      square[i] = v;
      w[i] -= (ofGradient * gradient + ofMean * m) / ((float) Math.sqrt(v) * scale + eps);
    }
  }

  private void update(long step, double[] w, double[] g, double[][] state, int from, int to) {
    double[] mean = state[0];
    double[] square = state[1];
    double ofGradient = ofGradient(step);
    double ofMean = ofMean(step);
    double scale = squareScale(step);
    double b1 = beta1;
    double c1 = 1 - beta1;
    double b2 = beta2;
    double c2 = 1 - beta2;
    double eps = epsilon;
    double decay = weightDecay;
    for (int i = from; i < to; i++) {
      double gradient = g[i] + decay * w[i];
      double m = b1 * mean[i] + c1 * gradient;
      double v = b2 * square[i] + c2 * gradient * gradient;
      mean[i] = m;
      square[i] = v;
      w[i] -= (ofGradient * gradient + ofMean * m) / (Math.sqrt(v) * scale + eps);
    }
  }
}
