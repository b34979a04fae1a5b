package dev.lanewise.runtime;

/**
 * Stochastic gradient descent, with or without momentum, as {@code torch.optim.SGD}: {@code v =
 * momentum * v + g}, {@code w = w - rate * v}.
 */
public final class Sgd implements Optimizer {
  private final double rate;
  private final double momentum;

  private Sgd(double rate, double momentum) {
    this.rate = rate;
    this.momentum = momentum;
  }

  /**
   * Plain gradient descent.
   *
   * @throws IllegalArgumentException if the rate is negative or not finite
   */
  public static Sgd withLearningRate(double rate) {
    if (!(rate >= 0 && rate <= Double.MAX_VALUE)) {
      throw new IllegalArgumentException("expected a learning rate of at least 0, got " + rate);
    }
    return new Sgd(rate, 0);
  }

  /**
   * The same with this momentum, 0.9 being usual.
   *
   * @throws IllegalArgumentException if the momentum is not from 0 (inclusive) to 1 (exclusive)
   */
  public Sgd momentum(double momentum) {
    if (!(momentum >= 0 && momentum < 1)) {
      throw new IllegalArgumentException("expected a momentum from 0 to below 1, got " + momentum);
    }
    return new Sgd(rate, momentum);
  }

  @Override
  public Sweep sweep(Object weights, Object gradients) {
    if (weights instanceof float[] w) {
      return sweep(w, (float[]) gradients);
    }
    return sweep((double[]) weights, (double[]) gradients);
  }

  private Sweep sweep(float[] weights, float[] gradients) {
    if (momentum == 0) {
      return (step, from, to) -> descend(weights, gradients, (float) rate, from, to);
    }
    float[] velocity = new float[weights.length];
    return (step, from, to) ->
        roll(weights, gradients, velocity, (float) rate, (float) momentum, from, to);
  }

  private Sweep sweep(double[] weights, double[] gradients) {
    if (momentum == 0) {
      return (step, from, to) -> descend(weights, gradients, rate, from, to);
    }
    double[] velocity = new double[weights.length];
    return (step, from, to) -> roll(weights, gradients, velocity, rate, momentum, from, to);
  }

  private static void descend(float[] w, float[] g, float rate, int from, int to) {
    for (int i = from; i < to; i++) {
      w[i] -= rate * g[i];
    }
  }

  private static void descend(double[] w, double[] g, double rate, int from, int to) {
    for (int i = from; i < to; i++) {
      w[i] -= rate * g[i];
    }
  }

  private static void roll(
      float[] w, float[] g, float[] v, float rate, float momentum, int from, int to) {
    for (int i = from; i < to; i++) {
      float velocity = momentum * v[i] + g[i];
      v[i] = velocity;
      w[i] -= rate * velocity;
    }
  }

  private static void roll(
      double[] w, double[] g, double[] v, double rate, double momentum, int from, int to) {
    for (int i = from; i < to; i++) {
      double velocity = momentum * v[i] + g[i];
      v[i] = velocity;
      w[i] -= rate * velocity;
    }
  }

  @Override
  public String toString() {
    return "Sgd(rate " + rate + ", momentum " + momentum + ")";
  }
}
