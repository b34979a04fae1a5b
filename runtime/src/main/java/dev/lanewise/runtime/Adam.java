package dev.lanewise.runtime;

/**
 * Adam (Kingma and Ba 2015), as {@code torch.optim.Adam}: {@code m} and {@code v} are running means
 * of gradient and squared gradient, corrected for their start at 0, and {@code w = w - rate * m /
 * (sqrt(v) + epsilon)}.
 */
public final class Adam implements Optimizer {
  private final double rate;
  private final double beta1;
  private final double beta2;
  private final double epsilon;

  private Adam(double rate, double beta1, double beta2, double epsilon) {
    this.rate = rate;
    this.beta1 = beta1;
    this.beta2 = beta2;
    this.epsilon = epsilon;
  }

  /**
   * Adam with the usual betas of 0.9 and 0.999 and an epsilon of 1e-8.
   *
   * @throws IllegalArgumentException if the rate is negative or not finite
   */
  public static Adam withLearningRate(double rate) {
    if (!(rate >= 0 && rate <= Double.MAX_VALUE)) {
      throw new IllegalArgumentException("expected a learning rate of at least 0, got " + rate);
    }
    return new Adam(rate, 0.9, 0.999, 1e-8);
  }

  /**
   * The same with these decay rates of the running means.
   *
   * @throws IllegalArgumentException if one is not from 0 (inclusive) to 1 (exclusive)
   */
  public Adam betas(double beta1, double beta2) {
    if (!(beta1 >= 0 && beta1 < 1 && beta2 >= 0 && beta2 < 1)) {
      throw new IllegalArgumentException(
          "expected betas from 0 to below 1, got " + beta1 + " and " + beta2);
    }
    return new Adam(rate, beta1, beta2, epsilon);
  }

  /**
   * The same with this addend of the denominator.
   *
   * @throws IllegalArgumentException if it is not above 0, as a float too: pads would become 0 / 0
   */
  public Adam epsilon(double epsilon) {
    if (!((float) epsilon > 0 && epsilon <= Float.MAX_VALUE)) {
      throw new IllegalArgumentException("expected an epsilon above 0, got " + epsilon);
    }
    return new Adam(rate, beta1, beta2, epsilon);
  }

  @Override
  public Sweep sweep(Object weights, Object gradients) {
    if (weights instanceof float[] w) {
      float[] mean = new float[w.length];
      float[] square = new float[w.length];
      return (step, from, to) -> update(step, w, (float[]) gradients, mean, square, from, to);
    }
    double[] w = (double[]) weights;
    double[] mean = new double[w.length];
    double[] square = new double[w.length];
    return (step, from, to) -> update(step, w, (double[]) gradients, mean, square, from, to);
  }

  /** What corrects {@code m}: the rate over one minus beta1 to the power of the step. */
  private double stepSize(long step) {
    return rate / (1 - StrictMath.pow(beta1, step)); // StrictMath: the same bits everywhere
  }

  /** What corrects {@code sqrt(v)}. */
  private double squareScale(long step) {
    return 1 / Math.sqrt(1 - StrictMath.pow(beta2, step));
  }

  private void update(
      long step, float[] w, float[] g, float[] mean, float[] square, int from, int to) {
    float stepSize = (float) stepSize(step);
    float scale = (float) squareScale(step);
    float b1 = (float) beta1;
    float c1 = (float) (1 - beta1);
    float b2 = (float) beta2;
    float c2 = (float) (1 - beta2);
    float eps = (float) epsilon;
    for (int i = from; i < to; i++) {
      float m = b1 * mean[i] + c1 * g[i];
      float v = b2 * square[i] + c2 * g[i] * g[i];
      mean[i] = m;
      square[i] = v;
      w[i] -= stepSize * m / ((float) Math.sqrt(v) * scale + eps);
    }
  }

  private void update(
      long step, double[] w, double[] g, double[] mean, double[] square, int from, int to) {
    double stepSize = stepSize(step);
    double scale = squareScale(step);
    double b1 = beta1;
    double c1 = 1 - beta1;
    double b2 = beta2;
    double c2 = 1 - beta2;
    double eps = epsilon;
    for (int i = from; i < to; i++) {
      double m = b1 * mean[i] + c1 * g[i];
      double v = b2 * square[i] + c2 * g[i] * g[i];
      mean[i] = m;
      square[i] = v;
      w[i] -= stepSize * m / (Math.sqrt(v) * scale + eps);
    }
  }

  @Override
  public String toString() {
    return String.format("Adam(rate %s, betas %s %s, epsilon %s)", rate, beta1, beta2, epsilon);
  }
}
