package dev.lanewise.runtime.program;

/**
 * How a parameter starts. Every value is a function of seed, parameter name and canonical index, so
 * the start is the same for every width and in whatever order parameters are filled.
 *
 * @param distribution the shape of the distribution
 * @param scale half the interval of a uniform distribution around 0, the standard deviation of a
 *     normal one around 0, or the constant itself
 */
public record Initialization(Distribution distribution, double scale) {
  /** The shape of a distribution. */
  public enum Distribution {
    /** From {@code -scale} to {@code scale}. */
    UNIFORM,
    /** Mean 0, standard deviation {@code scale}. */
    NORMAL,
    /** Always {@code scale}. */
    CONSTANT
  }

  /** PyTorch's default for {@code nn.Linear}, weights and bias: uniform within 1/sqrt(fanIn). */
  public static Initialization defaultLinear(int fanIn) {
    return new Initialization(Distribution.UNIFORM, 1 / Math.sqrt(fanIn));
  }

  /** Uniform within sqrt(6 / (fanIn + fanOut)) (Glorot and Bengio 2010). */
  public static Initialization glorotUniform(int fanIn, int fanOut) {
    return new Initialization(Distribution.UNIFORM, Math.sqrt(6.0 / ((double) fanIn + fanOut)));
  }

  /** Normal with variance 2 / (fanIn + fanOut) (Glorot and Bengio 2010). */
  public static Initialization glorotNormal(int fanIn, int fanOut) {
    return new Initialization(Distribution.NORMAL, Math.sqrt(2.0 / ((double) fanIn + fanOut)));
  }

  /** Uniform within sqrt(6 / fanIn) (He et al. 2015). */
  public static Initialization heUniform(int fanIn) {
    return new Initialization(Distribution.UNIFORM, Math.sqrt(6.0 / fanIn));
  }

  /** Normal with variance 2 / fanIn (He et al. 2015). */
  public static Initialization heNormal(int fanIn) {
    return new Initialization(Distribution.NORMAL, Math.sqrt(2.0 / fanIn));
  }

  /** All zero. */
  public static Initialization zeros() {
    return constant(0);
  }

  /** All {@code value}. */
  public static Initialization constant(double value) {
    return new Initialization(Distribution.CONSTANT, value);
  }

  /** Fills {@code canonical}, reals in canonical order, with the start of the named parameter. */
  public void fill(Object canonical, long seed, String parameterName) {
    long key = CounterRandom.key(seed, parameterName);
    if (canonical instanceof float[] values) {
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) value(key, i);
      }
    } else {
      double[] values = (double[]) canonical;
      for (int i = 0; i < values.length; i++) {
        values[i] = value(key, i);
      }
    }
  }

  private double value(long key, int element) {
    return switch (distribution) {
      case UNIFORM -> scale * (2 * CounterRandom.unit(key, element) - 1);
      case NORMAL -> scale * normal(key, element);
      case CONSTANT -> scale;
    };
  }

  /** Box and Muller's transform; StrictMath, so that every machine starts from the same bits. */
  private static double normal(long key, int element) {
    double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - CounterRandom.unit(key, 2L * element)));
    return radius * StrictMath.cos(2 * Math.PI * CounterRandom.unit(key, 2L * element + 1));
  }
}
