package dev.lanewise.runtime;

import java.util.ArrayList;
import java.util.List;

/**
 * RMSProp (Hinton 2012), as {@code torch.optim.RMSprop}: {@code v} is a running mean of squared
 * gradients, {@code b = momentum * b + g / (sqrt(v) + epsilon)}, and {@code w = w - rate * b}.
 * Centred (Graves 2013), the square of the gradients' running mean is taken from {@code v} under
 * the root.
 *
 * @param learningRate 0 or more; 0.01 is usual
 * @param alpha how much of the running means a step keeps, 0 to below 1
 * @param epsilon above 0
 * @param weightDecay 0 or more: {@code weightDecay * w} is added to the gradient, an L2 penalty
 * @param momentum 0 (none) to below 1
 * @param centered whether squares are taken about the mean
 */
public record RmsProp(
    double learningRate,
    double alpha,
    double epsilon,
    double weightDecay,
    double momentum,
    boolean centered)
    implements Optimizer {

  /**
   * Checks the settings.
   *
   * @throws IllegalArgumentException if one is out of its range
   */
  public RmsProp {
    Setting.requireRate(learningRate);
    Setting.requireShare("alpha", alpha);
    Setting.requireEpsilon(epsilon);
    Setting.requireNotNegative("weight decay", weightDecay);
    Setting.requireShare("momentum", momentum);
  }

  /** RMSProp with an alpha of 0.99 and an epsilon of 1e-8, neither centred nor with momentum. */
  public static RmsProp withLearningRate(double rate) {
    return new RmsProp(rate, 0.99, 1e-8, 0, 0, false);
  }

  /** The same with this decay rate of the running means. */
  public RmsProp alpha(double alpha) {
    return new RmsProp(learningRate, alpha, epsilon, weightDecay, momentum, centered);
  }

  /** The same with this addend of the denominator. */
  public RmsProp epsilon(double epsilon) {
    return new RmsProp(learningRate, alpha, epsilon, weightDecay, momentum, centered);
  }

  /** The same with this weight decay. */
  public RmsProp weightDecay(double weightDecay) {
    return new RmsProp(learningRate, alpha, epsilon, weightDecay, momentum, centered);
  }

  /** The same with this momentum. */
  public RmsProp momentum(double momentum) {
    return new RmsProp(learningRate, alpha, epsilon, weightDecay, momentum, centered);
  }

  /** The same centred, or not. */
  public RmsProp centered(boolean centered) {
    return new RmsProp(learningRate, alpha, epsilon, weightDecay, momentum, centered);
  }

  @Override
  public Sweep sweep(Object weights, Object gradients) {
    List<String> names = new ArrayList<>(List.of("square_avg"));
    if (momentum > 0) {
      names.add("momentum_buffer");
    }
    if (centered) {
      names.add("grad_avg");
    }
    return StatefulSweep.of(weights, gradients, names, this::update, this::update);
  }

  // One loop serves all four variants: what a variant does not have is multiplied by 0 and kept in
  // the array of squares, which is written last. The means have a loop of their own: C2 neither
  // unrolls nor vectorises bodies beyond 60 of its nodes (LoopUnrollLimit).
  //
  // Centred, rounding may leave a little less than 0 under the root, of which PyTorch makes NaN.
  // The absolute value is as near to 0.

  private void update(long step, float[] w, float[] g, float[][] state, int from, int to) {
    float[] squares = state[0];
    float[] moves = state[momentum > 0 ? 1 : 0];
    float[] means = state[centered ? state.length - 1 : 0];
    float rate = (float) learningRate;
    float kept = (float) alpha;
    float added = (float) (1 - alpha);
    float ofMean = centered ? 1 : 0;
    float rolling = (float) momentum;
    float eps = (float) epsilon;
    float decay = (float) weightDecay;
    if (centered) {
      for (int i = from; i < to; i++) {
        means[i] = kept * means[i] + added * (g[i] + decay * w[i]);
      }
    }
    for (int i = from; i < to; i++) {
      float gradient = g[i] + decay * w[i];
      float square = kept * squares[i] + added * gradient * gradient;
      float root = (float) Math.sqrt(Math.abs(square - ofMean * means[i] * means[i]));
      float move = rolling * moves[i] + gradient / (root + eps);
      moves[i] = move;
      squares[i] = square;
      w[i] -= rate * move;
    }
  }

  private void update(long step, double[] w, double[] g, double[][] state, int from, int to) {
    double[] squares = state[0];
    double[] moves = state[momentum > 0 ? 1 : 0];
    double[] means = state[centered ? state.length - 1 : 0];
    double rate = learningRate;
    double kept = alpha;
    double added = 1 - alpha;
    double ofMean = centered ? 1 : 0;
    double rolling = momentum;
    double eps = epsilon;
    double decay = weightDecay;
    if (centered) {
      for (int i = from; i < to; i++) {
        means[i] = kept * means[i] + added * (g[i] + decay * w[i]);
      }
    }
    for (int i = from; i < to; i++) {
      double gradient = g[i] + decay * w[i];
      double square = kept * squares[i] + added * gradient * gradient;
      double root = Math.sqrt(Math.abs(square - ofMean * means[i] * means[i]));
      double move = rolling * moves[i] + gradient / (root + eps);
      moves[i] = move;
      squares[i] = square;
      w[i] -= rate * move;
    }
  }
}
