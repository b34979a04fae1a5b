package dev.lanewise.annotations;

/**
 * A function of one number, applied to every element. The shape stays, NaN stays NaN.
 *
 * <p>Functions that need a number are nodes of their own: {@link LeakyRelu}, {@link Elu}, {@link
 * Prelu}.
 */
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
  /**
   * {@code y = max(0, min(6, x + 3)) / 6}; the gradient is 1/6 where {@code -3 < x < 3} and 0
   * elsewhere, as {@code torch.nn.Hardsigmoid}.
   */
  HARD_SIGMOID,
  /** {@code y = tanh(x)}; the gradient is {@code 1 - y²}, as {@code torch.nn.Tanh}. */
  TANH,
  /**
   * {@code y = x / (1 + |x|)}; the gradient is {@code (1 - |y|)²}, as {@code torch.nn.Softsign}.
   */
  SOFTSIGN,
  /**
   * {@code y = log(1 + exp(x))}, computed without overflow; the gradient is {@code 1 / (1 +
   * exp(-x))}, as {@code torch.nn.Softplus()}.
   */
  SOFTPLUS,
  /**
   * {@code y = λx where x > 0, else λα (exp(x) - 1)} with λ = 1.0507009873554805 and α =
   * 1.6732632423543772 (Klambauer et al., Self-Normalizing Neural Networks, 2017); the gradient is
   * λ where {@code y > 0}, else {@code y + λα}, as {@code torch.nn.SELU}.
   */
  SELU,
  /**
   * {@code y = x Φ(x)}, {@code Φ(x) = (1 + erf(x / √2)) / 2} (Hendrycks and Gimpel, 2016); the
   * gradient is {@code Φ(x) + x exp(-x²/2) / √(2π)}, as {@code torch.nn.GELU()}.
   */
  GELU,
  /**
   * {@code y = x/2 (1 + tanh(√(2/π) (x + 0.044715 x³)))}, an approximation of {@link #GELU} within
   * 5e-4; the gradient is its own, as {@code torch.nn.GELU(approximate='tanh')}.
   */
  GELU_TANH,
  /**
   * {@code y = x σ(x)}, {@code σ(x) = 1 / (1 + exp(-x))}; the gradient is {@code σ (1 + x (1 -
   * σ))}, as {@code torch.nn.SiLU}. Also called swish.
   */
  SILU,
  /**
   * {@code y = x max(0, min(6, x + 3)) / 6}; the gradient is 0 below -3, 1 above 3, {@code x/3 +
   * 1/2} between, as {@code torch.nn.Hardswish}.
   */
  HARD_SWISH,
  /**
   * {@code y = 1 where x > 0, else 0}, as {@code torch.heaviside(x, 0)}: the perceptron's unit. The
   * gradient is 0, so gradient descent trains no layer that reaches a loss through it alone; {@link
   * PerceptronLoss} of {@code x} trains it by Rosenblatt's rule.
   */
  STEP
}
