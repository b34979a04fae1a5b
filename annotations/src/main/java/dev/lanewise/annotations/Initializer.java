package dev.lanewise.annotations;

/**
 * How a layer's weights are drawn before training. Each parameter has a random stream of its own,
 * keyed by the seed and the parameter's name: the values do not depend on the vector width, on
 * other layers or on their order. {@code fanIn}, the number of values that reach a unit, is the
 * product of the parameter's axes behind the first; {@code fanOut}, the number of units that a
 * value reaches, that of all but the second.
 *
 * <p>The scale {@code s} is 1 where a layer's {@code initializer} chooses, and {@link
 * Initialize#scale} otherwise. Biases start at zero, except under {@link #DEFAULT}.
 */
public enum Initializer {
  /**
   * What PyTorch's layer does when it is made. Of {@code torch.nn.Linear}: weights and bias uniform
   * in {@code ±1 / sqrt(fanIn)}.
   */
  DEFAULT,
  /**
   * Uniform in {@code ±s * sqrt(6 / (fanIn + fanOut))}, for sigmoid and tanh; {@code
   * torch.nn.init.xavier_uniform_}. Glorot and Bengio, "Understanding the difficulty of training
   * deep feedforward neural networks", 2010.
   */
  GLOROT_UNIFORM,
  /**
   * Normal with variance {@code s² * 2 / (fanIn + fanOut)}, for sigmoid and tanh; {@code
   * torch.nn.init.xavier_normal_}.
   */
  GLOROT_NORMAL,
  /**
   * Uniform in {@code ±s * sqrt(6 / fanIn)}, for ReLU; {@code torch.nn.init.kaiming_uniform_} with
   * {@code nonlinearity='relu'}. He, Zhang, Ren and Sun, "Delving deep into rectifiers", 2015.
   */
  HE_UNIFORM,
  /**
   * Normal with variance {@code s² * 2 / fanIn}, for ReLU; {@code torch.nn.init.kaiming_normal_}
   * with {@code nonlinearity='relu'}.
   */
  HE_NORMAL,
  /**
   * Uniform in {@code ±s * sqrt(3 / fanIn)}, for SELU; {@code torch.nn.init.kaiming_uniform_} with
   * {@code nonlinearity='linear'}. LeCun, Bottou, Orr and Müller, "Efficient backprop", 1998.
   */
  LECUN_UNIFORM,
  /**
   * Normal with variance {@code s² / fanIn}, for SELU; {@code torch.nn.init.kaiming_normal_} with
   * {@code nonlinearity='linear'}.
   */
  LECUN_NORMAL,
  /**
   * {@code s} times a random matrix whose rows are orthonormal, or its columns if there are fewer
   * of them; the first axis stands against all others. For recurrent and deep linear nets; {@code
   * torch.nn.init.orthogonal_}. Saxe, McClelland and Ganguli, "Exact solutions to the nonlinear
   * dynamics of learning in deep linear neural networks", 2013. Takes {@code 4 m n²} operations for
   * {@code n} rows or columns of length {@code m}.
   */
  ORTHOGONAL,
  /**
   * Normal with mean 0 and deviation {@code s}, without what lies beyond {@code ±2 s}; {@code
   * torch.nn.init.trunc_normal_}.
   */
  TRUNCATED_NORMAL,
  /** Normal with mean 0 and deviation {@code s}; {@code torch.nn.init.normal_}. */
  NORMAL,
  /** Uniform in {@code ±s}; {@code torch.nn.init.uniform_} from {@code -s} to {@code s}. */
  UNIFORM,
  /** All {@code s}; {@code torch.nn.init.constant_}. */
  CONSTANT,
  /** All one; {@code torch.nn.init.ones_}. */
  ONES,
  /**
   * All zero: for the last layer of a residual branch, or for values that are set afterwards;
   * {@code torch.nn.init.zeros_}.
   */
  ZEROS
}
