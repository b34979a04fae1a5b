package dev.lanewise.runtime;

import java.util.List;

/**
 * Adam (Kingma and Ba 2015), as {@code torch.optim.Adam}: {@code m} and {@code v} are running means
 * of gradient and squared gradient, corrected for their start at 0, and {@code w = w - rate * m /
 * (sqrt(v) + epsilon)}. AMSGrad (Reddi et al. 2018) divides by the largest {@code v} so far. With
 * decoupled weight decay it is {@link AdamW}.
 *
 * @param learningRate 0 or more
 * @param beta1 how much of {@code m} a step keeps, 0 to below 1
 * @param beta2 how much of {@code v} a step keeps, 0 to below 1
 * @param epsilon above 0
 * @param weightDecay 0 or more: {@code weightDecay * w} is added to the gradient, or if decoupled,
 *     {@code rate * weightDecay * w} is taken from the weight
 * @param decoupled whether weight decay is AdamW's
 * @param amsgrad whether the variant AMSGrad is used
 */
public record Adam(
    double learningRate,
    double beta1,
    double beta2,
    double epsilon,
    double weightDecay,
    boolean decoupled,
    boolean amsgrad)
    implements Optimizer {

  /**
   * Checks the settings.
   *
   * @throws IllegalArgumentException if one is out of its range
   */
  public Adam {
    Setting.requireRate(learningRate);
    Setting.requireBetas(beta1, beta2);
    Setting.requireEpsilon(epsilon);
    Setting.requireNotNegative("weight decay", weightDecay);
  }

  /** Adam with the usual betas of 0.9 and 0.999 and an epsilon of 1e-8. */
  public static Adam withLearningRate(double rate) {
    return new Adam(rate, 0.9, 0.999, 1e-8, 0, false, false);
  }

  /** The same with these decay rates of the running means. */
  public Adam betas(double beta1, double beta2) {
    return new Adam(learningRate, beta1, beta2, epsilon, weightDecay, decoupled, amsgrad);
  }

  /** The same with this addend of the denominator. */
  public Adam epsilon(double epsilon) {
    return new Adam(learningRate, beta1, beta2, epsilon, weightDecay, decoupled, amsgrad);
  }

  /** The same with this weight decay. */
  public Adam weightDecay(double weightDecay) {
    return new Adam(learningRate, beta1, beta2, epsilon, weightDecay, decoupled, amsgrad);
  }

  /** The same as AMSGrad, or not. */
  public Adam amsgrad(boolean amsgrad) {
    return new Adam(learningRate, beta1, beta2, epsilon, weightDecay, decoupled, amsgrad);
  }

  @Override
  public String name() {
    return decoupled ? "AdamW" : "Adam";
  }

  @Override
  public Sweep sweep(Object weights, Object gradients) {
    return amsgrad
        ? StatefulSweep.of(
            weights,
            gradients,
            List.of("exp_avg", "exp_avg_sq", "max_exp_avg_sq"),
            this::updateByPeak,
            this::updateByPeak)
        : StatefulSweep.of(
            weights, gradients, List.of("exp_avg", "exp_avg_sq"), this::update, this::update);
  }

  /** What corrects {@code m}: the rate over one minus beta1 to the power of the step. */
  private double stepSize(long step) {
    return learningRate / (1 - StrictMath.pow(beta1, step)); // StrictMath: the same bits everywhere
  }

  /** What corrects {@code sqrt(v)}. */
  private double squareScale(long step) {
    return 1 / Math.sqrt(1 - StrictMath.pow(beta2, step));
  }

  private double penalty() {
    return decoupled ? 0 : weightDecay;
  }

  /** What decoupled decay leaves of a weight. */
  private double kept() {
    return decoupled ? 1 - learningRate * weightDecay : 1;
  }

  private void update(long step, float[] w, float[] g, float[][] state, int from, int to) {
    float[] mean = state[0];
    float[] square = state[1];
    float stepSize = (float) stepSize(step);
    float scale = (float) squareScale(step);
    float b1 = (float) beta1;
    float c1 = (float) (1 - beta1);
    float b2 = (float) beta2;
    float c2 = (float) (1 - beta2);
    float eps = (float) epsilon;
    float penalty = (float) penalty();
    float kept = (float) kept();
    for (int i = from; i < to; i++) {
      float gradient = g[i] + penalty * w[i];
      float m = b1 * mean[i] + c1 * gradient;
      float v = b2 * square[i] + c2 * gradient * gradient;
      mean[i] = m;
      square[i] = v;
      w[i] = kept * w[i] - stepSize * m / ((float) Math.sqrt(v) * scale + eps);
    }
  }

  private void update(long step, double[] w, double[] g, double[][] state, int from, int to) {
    double[] mean = state[0];
    double[] square = state[1];
    double stepSize = stepSize(step);
    double scale = squareScale(step);
    double b1 = beta1;
    double c1 = 1 - beta1;
    double b2 = beta2;
    double c2 = 1 - beta2;
    double eps = epsilon;
    double penalty = penalty();
    double kept = kept();
    for (int i = from; i < to; i++) {
      double gradient = g[i] + penalty * w[i];
      double m = b1 * mean[i] + c1 * gradient;
      double v = b2 * square[i] + c2 * gradient * gradient;
      mean[i] = m;
      square[i] = v;
      w[i] = kept * w[i] - stepSize * m / (Math.sqrt(v) * scale + eps);
    }
  }

  // AMSGrad is a loop of its own: with the peak in the common one, Adam measured 15% slower.

  private void updateByPeak(long step, float[] w, float[] g, float[][] state, int from, int to) {
    float[] mean = state[0];
    float[] square = state[1];
    float[] peak = state[2];
    float stepSize = (float) stepSize(step);
    float scale = (float) squareScale(step);
    float b1 = (float) beta1;
    float c1 = (float) (1 - beta1);
    float b2 = (float) beta2;
    float c2 = (float) (1 - beta2);
    float eps = (float) epsilon;
    float penalty = (float) penalty();
    float kept = (float) kept();
    for (int i = from; i < to; i++) {
      float gradient = g[i] + penalty * w[i];
      float m = b1 * mean[i] + c1 * gradient;
      float v = b2 * square[i] + c2 * gradient * gradient;
      float largest = Math.max(peak[i], v);
      mean[i] = m;
      square[i] = v;
      peak[i] = largest;
      w[i] = kept * w[i] - stepSize * m / ((float) Math.sqrt(largest) * scale + eps);
    }
  }

  private void updateByPeak(long step, double[] w, double[] g, double[][] state, int from, int to) {
    double[] mean = state[0];
    double[] square = state[1];
    double[] peak = state[2];
    double stepSize = stepSize(step);
    double scale = squareScale(step);
    double b1 = beta1;
    double c1 = 1 - beta1;
    double b2 = beta2;
    double c2 = 1 - beta2;
    double eps = epsilon;
    double penalty = penalty();
    double kept = kept();
    for (int i = from; i < to; i++) {
      double gradient = g[i] + penalty * w[i];
      double m = b1 * mean[i] + c1 * gradient;
      double v = b2 * square[i] + c2 * gradient * gradient;
      double largest = Math.max(peak[i], v);
      mean[i] = m;
      square[i] = v;
      peak[i] = largest;
      w[i] = kept * w[i] - stepSize * m / (Math.sqrt(largest) * scale + eps);
    }
  }
}
