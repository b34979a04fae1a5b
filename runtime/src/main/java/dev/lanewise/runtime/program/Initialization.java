package dev.lanewise.runtime.program;

import java.util.function.IntToDoubleFunction;

/**
 * How a parameter starts. Every value is a function of seed, parameter name and canonical index, so
 * the start is the same for every width and in whatever order parameters are filled.
 *
 * <p>{@code fanIn} is the product of a parameter's axes behind the first, {@code fanOut} that of
 * all but the second, as in {@code torch.nn.init}. A gain multiplies every value.
 *
 * @param distribution the shape of the distribution
 * @param scale half the interval of a uniform distribution around 0, the standard deviation of a
 *     normal one around 0 (of a truncated one, before it is cut), the factor of an orthogonal
 *     matrix, or the constant itself
 * @param part some elements that start otherwise
 */
public record Initialization(Distribution distribution, double scale, Part part) {
  /**
   * Elements whose drawn value v becomes {@code factor v + shift}.
   *
   * @param from the first of them
   * @param count how many they are
   */
  public record Part(int from, int count, double factor, double shift) {
    private static final Part NONE = new Part(0, 0, 1, 0);
  }

  /** The shape of a distribution. */
  public enum Distribution {
    /** From {@code -scale} to {@code scale}. */
    UNIFORM,
    /** Mean 0, standard deviation {@code scale}. */
    NORMAL,
    /** Normal, where values beyond two standard deviations are drawn anew. */
    TRUNCATED_NORMAL,
    /** Rows or columns, whichever are fewer, at right angles to each other, of length scale. */
    ORTHOGONAL,
    /** Always {@code scale}. */
    CONSTANT
  }

  /** Elements that are all drawn. */
  public Initialization(Distribution distribution, double scale) {
    this(distribution, scale, Part.NONE);
  }

  /** PyTorch's default for {@code nn.Linear}, weights and bias: uniform within 1/sqrt(fanIn). */
  public static Initialization defaultLinear(int fanIn) {
    return uniform(1 / Math.sqrt(fanIn));
  }

  /** Uniform within sqrt(6 / (fanIn + fanOut)) (Glorot and Bengio 2010). */
  public static Initialization glorotUniform(int fanIn, int fanOut) {
    return glorotUniform(fanIn, fanOut, 1);
  }

  /** Glorot's uniform values with a gain. */
  public static Initialization glorotUniform(int fanIn, int fanOut, double gain) {
    return uniform(gain * Math.sqrt(6.0 / ((double) fanIn + fanOut)));
  }

  /** Normal with variance 2 / (fanIn + fanOut) (Glorot and Bengio 2010). */
  public static Initialization glorotNormal(int fanIn, int fanOut) {
    return glorotNormal(fanIn, fanOut, 1);
  }

  /** Glorot's normal values with a gain. */
  public static Initialization glorotNormal(int fanIn, int fanOut, double gain) {
    return normal(gain * Math.sqrt(2.0 / ((double) fanIn + fanOut)));
  }

  /** Uniform within sqrt(6 / fanIn) (He et al. 2015). */
  public static Initialization heUniform(int fanIn) {
    return heUniform(fanIn, 1);
  }

  /** He's uniform values with a gain. */
  public static Initialization heUniform(int fanIn, double gain) {
    return uniform(gain * Math.sqrt(6.0 / fanIn));
  }

  /** Normal with variance 2 / fanIn (He et al. 2015). */
  public static Initialization heNormal(int fanIn) {
    return heNormal(fanIn, 1);
  }

  /** He's normal values with a gain. */
  public static Initialization heNormal(int fanIn, double gain) {
    return normal(gain * Math.sqrt(2.0 / fanIn));
  }

  /** Uniform within sqrt(3 / fanIn) (LeCun et al. 1998). */
  public static Initialization lecunUniform(int fanIn) {
    return lecunUniform(fanIn, 1);
  }

  /** LeCun's uniform values with a gain. */
  public static Initialization lecunUniform(int fanIn, double gain) {
    return uniform(gain * Math.sqrt(3.0 / fanIn));
  }

  /** Normal with variance 1 / fanIn (LeCun et al. 1998). */
  public static Initialization lecunNormal(int fanIn) {
    return lecunNormal(fanIn, 1);
  }

  /** LeCun's normal values with a gain. */
  public static Initialization lecunNormal(int fanIn, double gain) {
    return normal(gain * Math.sqrt(1.0 / fanIn));
  }

  /** A random orthogonal matrix, or part of one (Saxe et al. 2013). */
  public static Initialization orthogonal(double gain) {
    return new Initialization(Distribution.ORTHOGONAL, gain);
  }

  /** Normal around 0, without what lies beyond two standard deviations. */
  public static Initialization truncatedNormal(double deviation) {
    return new Initialization(Distribution.TRUNCATED_NORMAL, deviation);
  }

  /** Normal around 0. */
  public static Initialization normal(double deviation) {
    return new Initialization(Distribution.NORMAL, deviation);
  }

  /** Normal around 0, but for some elements: the row of an embedding that stands for nothing. */
  public static Initialization normalWithZeros(double deviation, int from, int zeros) {
    return new Initialization(Distribution.NORMAL, deviation, new Part(from, zeros, 0, 0));
  }

  /** Uniform from {@code -bound} to {@code bound}. */
  public static Initialization uniform(double bound) {
    return new Initialization(Distribution.UNIFORM, bound);
  }

  /**
   * Uniform from {@code -bound} to {@code bound}, but for some elements around {@code shift}: the
   * bias of a gate that is open at first.
   */
  public static Initialization shiftedUniform(double bound, int from, int count, double shift) {
    return new Initialization(Distribution.UNIFORM, bound, new Part(from, count, 1, shift));
  }

  /** All zero. */
  public static Initialization zeros() {
    return constant(0);
  }

  /** All {@code value}. */
  public static Initialization constant(double value) {
    return new Initialization(Distribution.CONSTANT, value);
  }

  /**
   * Fills an array with the start of the named parameter.
   *
   * @param canonical reals in canonical order, as many as the shape has elements
   */
  public void fill(Object canonical, int[] shape, long seed, String parameterName) {
    long key = CounterRandom.key(seed, parameterName);
    if (distribution == Distribution.ORTHOGONAL) {
      int length = Reals.length(canonical);
      double[] normals = new double[length];
      for (int i = 0; i < length; i++) {
        normals[i] = normal(key, i);
      }
      double[] matrix = Orthogonal.from(normals, shape[0], length / shape[0]);
      store(canonical, i -> scale * matrix[i]);
    } else {
      store(canonical, i -> value(key, i));
    }
  }

  private static void store(Object canonical, IntToDoubleFunction value) {
    if (canonical instanceof float[] values) {
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) value.applyAsDouble(i);
      }
    } else {
      double[] values = (double[]) canonical;
      for (int i = 0; i < values.length; i++) {
        values[i] = value.applyAsDouble(i);
      }
    }
  }

  private double value(long key, int element) {
    boolean isPart = element >= part.from && element - part.from < part.count;
    double value = drawn(key, element);
    return isPart ? part.factor * value + part.shift : value;
  }

  private double drawn(long key, int element) {
    return switch (distribution) {
      case UNIFORM -> scale * (2 * CounterRandom.unit(key, element) - 1);
      case NORMAL -> scale * normal(key, element);
      case TRUNCATED_NORMAL -> scale * truncated(key, element);
      case CONSTANT -> scale;
      case ORTHOGONAL -> throw new IllegalStateException("elements depend on each other");
    };
  }

  /** Draws again, about once in 22 times, from a part of the stream that no first draw reaches. */
  private static double truncated(long key, int element) {
    long draw = element;
    double value = normal(key, draw);
    while (Math.abs(value) > 2) {
      draw += 1L << 32;
      value = normal(key, draw);
    }
    return value;
  }

  /** Box and Muller's transform; StrictMath, so that every machine starts from the same bits. */
  private static double normal(long key, long element) {
    double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - CounterRandom.unit(key, 2 * element)));
    return radius * StrictMath.cos(2 * Math.PI * CounterRandom.unit(key, 2 * element + 1));
  }
}
