package dev.lanewise.annotations;

/** A function of one number, applied to every element. The shape stays. */
public enum ActivationFunction {
  /** {@code y = x}; the gradient is 1. */
  LINEAR,
  /**
   * {@code y = max(x, 0)}; the gradient is 1 where {@code x > 0} and 0 elsewhere, as {@code
   * torch.nn.ReLU}.
   */
  RELU,
  /**
   * {@code y = 1 / (1 + exp(-x))}; the gradient is {@code y (1 - y)}, as {@code torch.nn.Sigmoid}.
   */
  SIGMOID,
  /** {@code y = tanh(x)}; the gradient is {@code 1 - y²}, as {@code torch.nn.Tanh}. */
  TANH
}
