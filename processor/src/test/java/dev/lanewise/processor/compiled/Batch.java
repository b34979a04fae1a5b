package dev.lanewise.processor.compiled;

import dev.lanewise.runtime.Column;
import dev.lanewise.runtime.Dataset;
import dev.lanewise.runtime.program.InputSpec;
import dev.lanewise.runtime.program.ModelSpec;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * Samples for every input of a model, canonical and row-major; class labels as numbers too.
 *
 * @param values by input, rows times width
 */
public record Batch(int rows, Map<String, double[]> values) {
  /** Random samples from -1 to 1; all are floats, so that both precisions compute with the same. */
  public static Batch random(ModelSpec spec, int rows, long seed) {
    Random random = new Random(seed);
    Map<String, double[]> values = new LinkedHashMap<>();
    for (InputSpec input : spec.inputs()) {
      boolean ints = input.kind().isInt();
      double[] data = new double[rows * input.width()];
      for (int i = 0; i < data.length; i++) {
        data[i] = ints ? integer(input, i, random) : random.nextFloat() * 2 - 1;
      }
      values.put(input.name(), data);
    }
    return new Batch(rows, values);
  }

  /** Every third label, about, is the ignored one; the first is not, for a mean is of something. */
  private static int integer(InputSpec input, int at, Random random) {
    int value = random.nextInt(input.classes());
    if (input.kind() == InputSpec.Kind.STEPS) {
      return 1 + value;
    }
    if (at == 0 && !input.counts(value)) {
      return value == 0 ? 1 : 0;
    }
    return at > 0 && input.ignored() != InputSpec.NONE && random.nextInt(3) == 0
        ? input.ignored()
        : value;
  }

  /** The same, whose first sample has all steps and at each a label that counts. */
  public Batch withFullFirst(ModelSpec spec) {
    Map<String, double[]> full = new LinkedHashMap<>(values);
    for (InputSpec input : spec.inputs()) {
      double[] data = values.get(input.name()).clone();
      for (int i = 0; i < input.width(); i++) {
        if (input.kind() == InputSpec.Kind.STEPS) {
          data[i] = input.classes();
        } else if (input.kind().isInt() && !input.counts((int) data[i])) {
          data[i] = data[i] == 0 ? 1 : 0;
        }
      }
      full.put(input.name(), data);
    }
    return new Batch(rows, full);
  }

  /** One of the samples. */
  public Batch row(int row) {
    Map<String, double[]> one = new LinkedHashMap<>();
    values.forEach((name, data) -> {
      int width = data.length / rows;
      double[] sample = new double[width];
      System.arraycopy(data, row * width, sample, 0, width);
      one.put(name, sample);
    });
    return new Batch(1, one);
  }

  /** The same as a data set for the runtime's trainer. */
  Dataset dataset(ModelSpec spec) {
    Optional<Dataset> data = Optional.empty();
    for (InputSpec input : spec.inputs()) {
      double[] all = values.get(input.name());
      Column column =
          input.kind().isInt()
              ? Column.ints(Arrays.stream(all).mapToInt(v -> (int) v).toArray(), input.width())
              : Column.doubles(all, input.width());
      data =
          Optional.of(
              data.map(d -> d.with(input.name(), column))
                  .orElseGet(() -> Dataset.of(input.name(), column)));
    }
    return data.orElseThrow();
  }

  /**
   * An input in the type of its array.
   *
   * @param array float[], double[] or int[], long enough; what is behind the rows becomes NaN, and
   *     for class labels the impossible class -1
   */
  void fill(String input, Object array) {
    double[] data = values.get(input);
    switch (array) {
      case float[] floats -> {
        for (int i = 0; i < floats.length; i++) {
          floats[i] = i < data.length ? (float) data[i] : Float.NaN;
        }
      }
      case double[] doubles -> {
        for (int i = 0; i < doubles.length; i++) {
          doubles[i] = i < data.length ? data[i] : Double.NaN;
        }
      }
      case int[] ints -> {
        for (int i = 0; i < ints.length; i++) {
          ints[i] = i < data.length ? (int) data[i] : -1;
        }
      }
      default -> throw new IllegalArgumentException(array.getClass().toString());
    }
  }
}
