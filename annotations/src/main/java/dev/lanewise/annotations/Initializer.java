package dev.lanewise.annotations;

/**
 * How a layer's weights are drawn before training. Each parameter has a random stream of its own,
 * keyed by the seed and the parameter's name: the values do not depend on the vector width or on
 * other layers. {@code fanIn} is the number of values that reach a unit, {@code fanOut} the number
 * of units that a value reaches.
 *
 * <p>Biases start at zero, except under {@link #DEFAULT}.
 */
public enum Initializer {
  /**
   * Weights and bias uniform in {@code ±1 / sqrt(fanIn)}: what {@code torch.nn.Linear} does when it
   * is made.
   */
  DEFAULT,
  /**
   * Uniform in {@code ±sqrt(6 / (fanIn + fanOut))}, for sigmoid and tanh; {@code
   * torch.nn.init.xavier_uniform_}. Glorot and Bengio, "Understanding the difficulty of training
   * deep feedforward neural networks", 2010.
   */
  GLOROT_UNIFORM,
  /**
   * Normal with variance {@code 2 / (fanIn + fanOut)}, for sigmoid and tanh; {@code
   * torch.nn.init.xavier_normal_}.
   */
  GLOROT_NORMAL,
  /**
   * Uniform in {@code ±sqrt(6 / fanIn)}, for ReLU; {@code torch.nn.init.kaiming_uniform_} with
   * {@code nonlinearity='relu'}. He, Zhang, Ren and Sun, "Delving deep into rectifiers", 2015.
   */
  HE_UNIFORM,
  /**
   * Normal with variance {@code 2 / fanIn}, for ReLU; {@code torch.nn.init.kaiming_normal_} with
   * {@code nonlinearity='relu'}.
   */
  HE_NORMAL,
  /**
   * Weights zero: for the last layer of a residual branch, or for values that are set afterwards.
   */
  ZEROS
}
