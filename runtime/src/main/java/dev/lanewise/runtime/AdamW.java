package dev.lanewise.runtime;

/**
 * Adam with decoupled weight decay (Loshchilov and Hutter 2019), as {@code torch.optim.AdamW}: each
 * step first takes {@code rate * weightDecay * w} from a weight, and the decay does not enter the
 * running means. Its other settings are those of {@link Adam}.
 */
public final class AdamW {
  private AdamW() {}

  /** AdamW with betas of 0.9 and 0.999, an epsilon of 1e-8 and a weight decay of 0.01. */
  public static Adam withLearningRate(double rate) {
    return new Adam(rate, 0.9, 0.999, 1e-8, 0.01, true, false);
  }
}
