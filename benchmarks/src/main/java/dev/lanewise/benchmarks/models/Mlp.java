package dev.lanewise.benchmarks.models;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;

/**
 * The numbers of a dense network, ReLU between its layers and none after the last: what both sides
 * of a comparison are built from.
 *
 * @param layers in order
 */
public record Mlp(List<Layer> layers) {

  /**
   * One dense layer.
   *
   * @param weight {@code [outputs][inputs]}, row-major
   * @param bias {@code [outputs]}
   */
  public record Layer(float[] weight, float[] bias) {

    /** Features that go in. */
    public int inputs() {
      return weight.length / bias.length;
    }

    /** Features that come out. */
    public int outputs() {
      return bias.length;
    }
  }

  /** Copies the list. */
  public Mlp {
    layers = List.copyOf(layers);
  }

  /**
   * Reads a network's parameters by name: {@code NAME.weight} and {@code NAME.bias} of each layer.
   */
  public static Mlp of(Function<String, float[]> parameters, String... names) {
    List<Layer> layers = new ArrayList<>();
    for (String name : names) {
      layers.add(new Layer(parameters.apply(name + ".weight"), parameters.apply(name + ".bias")));
    }
    return new Mlp(layers);
  }

  /** A network with uniform random numbers of the usual size. */
  public static Mlp random(long seed, int... widths) {
    Random random = new Random(seed);
    List<Layer> layers = new ArrayList<>();
    for (int i = 1; i < widths.length; i++) {
      float bound = (float) (1 / Math.sqrt(widths[i - 1]));
      layers.add(
          new Layer(
              uniform(random, widths[i] * widths[i - 1], bound),
              uniform(random, widths[i], bound)));
    }
    return new Mlp(layers);
  }

  private static float[] uniform(Random random, int size, float bound) {
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = (2 * random.nextFloat() - 1) * bound;
    }
    return values;
  }

  /** Features of the input. */
  public int inputs() {
    return layers.getFirst().inputs();
  }

  /** Features of the output. */
  public int outputs() {
    return layers.getLast().outputs();
  }

  /** Floating-point operations of the matrix products for one row. */
  public long flops() {
    return layers.stream().mapToLong(layer -> 2L * layer.weight().length).sum();
  }
}
