package dev.lanewise.runtime;

import java.util.List;

/**
 * Stochastic gradient descent as {@code torch.optim.SGD}: plain, {@code w = w - rate * g}; with
 * momentum (Polyak 1964), {@code v = momentum * v + (1 - dampening) * g}, {@code w = w - rate * v},
 * the first {@code v} being {@code g}; with Nesterov's momentum (Sutskever et al. 2013), {@code w =
 * w - rate * (g + momentum * v)}.
 *
 * <p>Plain, with one row a step and a {@code @PerceptronLoss}, it is Rosenblatt's perceptron rule.
 *
 * @param learningRate 0 or more
 * @param momentum 0 (none) to below 1; 0.9 is usual
 * @param dampening what of a gradient momentum leaves out, 0 (nothing) or more
 * @param weightDecay 0 or more: {@code weightDecay * w} is added to the gradient, an L2 penalty
 * @param nesterov whether momentum is Nesterov's, which needs a momentum and no dampening
 */
public record Sgd(
    double learningRate, double momentum, double dampening, double weightDecay, boolean nesterov)
    implements Optimizer {

  /**
   * Checks the settings.
   *
   * @throws IllegalArgumentException if one is out of its range
   */
  public Sgd {
    Setting.requireRate(learningRate);
    Setting.requireShare("momentum", momentum);
    Setting.requireNotNegative("dampening", dampening);
    Setting.requireNotNegative("weight decay", weightDecay);
    if (nesterov && (momentum == 0 || dampening != 0)) {
      throw new IllegalArgumentException(
          "Nesterov's momentum needs a momentum above 0, set before it, and no dampening");
    }
  }

  /** Plain gradient descent. */
  public static Sgd withLearningRate(double rate) {
    return new Sgd(rate, 0, 0, 0, false);
  }

  /** The same with this momentum. */
  public Sgd momentum(double momentum) {
    return new Sgd(learningRate, momentum, dampening, weightDecay, nesterov);
  }

  /** The same with this dampening of momentum. */
  public Sgd dampening(double dampening) {
    return new Sgd(learningRate, momentum, dampening, weightDecay, nesterov);
  }

  /** The same with this weight decay. */
  public Sgd weightDecay(double weightDecay) {
    return new Sgd(learningRate, momentum, dampening, weightDecay, nesterov);
  }

  /** The same with Nesterov's momentum, or without. */
  public Sgd nesterov(boolean nesterov) {
    return new Sgd(learningRate, momentum, dampening, weightDecay, nesterov);
  }

  @Override
  public Sweep sweep(Object weights, Object gradients) {
    return momentum == 0
        ? StatefulSweep.of(weights, gradients, List.of(), this::descend, this::descend)
        : StatefulSweep.of(weights, gradients, List.of("momentum_buffer"), this::roll, this::roll);
  }

  private void descend(long step, float[] w, float[] g, float[][] state, int from, int to) {
    float rate = (float) learningRate;
    float decay = (float) weightDecay;
    for (int i = from; i < to; i++) {
      w[i] -= rate * (g[i] + decay * w[i]);
    }
  }

  private void descend(long step, double[] w, double[] g, double[][] state, int from, int to) {
    double rate = learningRate;
    double decay = weightDecay;
    for (int i = from; i < to; i++) {
      w[i] -= rate * (g[i] + decay * w[i]);
    }
  }

  /** What of the gradient enters the velocity: all of the first one. */
  private double admitted(long step) {
    return step == 1 ? 1 : 1 - dampening;
  }

  // Both kinds of momentum move by a sum of gradient and velocity; the plain one takes 0 of the
  // gradient and 1 of the velocity, which changes no bit.

  private void roll(long step, float[] w, float[] g, float[][] state, int from, int to) {
    float[] v = state[0];
    float rate = (float) learningRate;
    float decay = (float) weightDecay;
    float kept = (float) momentum;
    float admitted = (float) admitted(step);
    float ofGradient = nesterov ? 1 : 0;
    float ofVelocity = nesterov ? (float) momentum : 1;
    for (int i = from; i < to; i++) {
      float gradient = g[i] + decay * w[i];
      float velocity = kept * v[i] + admitted * gradient;
      v[i] = velocity;
      w[i] -= rate * (ofGradient * gradient + ofVelocity * velocity);
    }
  }

  private void roll(long step, double[] w, double[] g, double[][] state, int from, int to) {
    double[] v = state[0];
    double rate = learningRate;
    double decay = weightDecay;
    double kept = momentum;
    double admitted = admitted(step);
    double ofGradient = nesterov ? 1 : 0;
    double ofVelocity = nesterov ? momentum : 1;
    for (int i = from; i < to; i++) {
      double gradient = g[i] + decay * w[i];
      double velocity = kept * v[i] + admitted * gradient;
      v[i] = velocity;
      w[i] -= rate * (ofGradient * gradient + ofVelocity * velocity);
    }
  }
}
