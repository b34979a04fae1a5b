package dev.lanewise.runtime;

import java.util.List;

/**
 * Lion (Chen et al. 2023, "Symbolic discovery of optimization algorithms", algorithm 2): every
 * weight moves by the rate, in the direction {@code sign(beta1 * m + (1 - beta1) * g)}, and decays
 * by {@code rate * weightDecay * w}; then {@code m = beta2 * m + (1 - beta2) * g}. Rates are three
 * to ten times smaller than Adam's, weight decays that much larger.
 *
 * @param learningRate 0 or more
 * @param beta1 how much of {@code m} is in the direction, 0 to below 1
 * @param beta2 how much of {@code m} a step keeps, 0 to below 1
 * @param weightDecay 0 or more, decoupled from the gradient
 */
public record Lion(double learningRate, double beta1, double beta2, double weightDecay)
    implements Optimizer {

  /**
   * Checks the settings.
   *
   * @throws IllegalArgumentException if one is out of its range
   */
  public Lion {
    Setting.requireRate(learningRate);
    Setting.requireBetas(beta1, beta2);
    Setting.requireNotNegative("weight decay", weightDecay);
  }

  /** Lion with the paper's betas of 0.9 and 0.99 and no weight decay. */
  public static Lion withLearningRate(double rate) {
    return new Lion(rate, 0.9, 0.99, 0);
  }

  /** The same with these decay rates. */
  public Lion betas(double beta1, double beta2) {
    return new Lion(learningRate, beta1, beta2, weightDecay);
  }

  /** The same with this weight decay. */
  public Lion weightDecay(double weightDecay) {
    return new Lion(learningRate, beta1, beta2, weightDecay);
  }

  @Override
  public Sweep sweep(Object weights, Object gradients) {
    return StatefulSweep.of(weights, gradients, List.of("exp_avg"), this::update, this::update);
  }

  private double kept() {
    return 1 - learningRate * weightDecay;
  }

  private void update(long step, float[] w, float[] g, float[][] state, int from, int to) {
    float[] mean = state[0];
    float rate = (float) learningRate;
    float b1 = (float) beta1;
    float c1 = (float) (1 - beta1);
    float b2 = (float) beta2;
    float c2 = (float) (1 - beta2);
    float kept = (float) kept();
    for (int i = from; i < to; i++) {
      float direction = Math.signum(b1 * mean[i] + c1 * g[i]);
      mean[i] = b2 * mean[i] + c2 * g[i];
      w[i] = kept * w[i] - rate * direction;
    }
  }

  private void update(long step, double[] w, double[] g, double[][] state, int from, int to) {
    double[] mean = state[0];
    double rate = learningRate;
    double b1 = beta1;
    double c1 = 1 - beta1;
    double b2 = beta2;
    double c2 = 1 - beta2;
    double kept = kept();
    for (int i = from; i < to; i++) {
      double direction = Math.signum(b1 * mean[i] + c1 * g[i]);
      mean[i] = b2 * mean[i] + c2 * g[i];
      w[i] = kept * w[i] - rate * direction;
    }
  }
}
