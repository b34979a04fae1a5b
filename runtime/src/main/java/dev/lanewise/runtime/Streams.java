package dev.lanewise.runtime;

import java.lang.reflect.Array;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntBinaryOperator;

/**
 * Cuts one long sequence, such as a text, into streams side by side, and these into windows of a
 * model's steps: the rows of a step are the next windows of all streams, so that row b of a
 * minibatch goes on where row b of the one before ended. That is what a stateful model learns from.
 *
 * <pre>{@code
 * Dataset train = Streams.of(32, 64).ints("text", characters).later("next", "text", 1).dataset();
 * }</pre>
 *
 * <p>Of {@code n} steps each of {@code rows} streams has {@code n / rows}, rounded down; what is
 * left over at the end of the sequence, and behind the last whole window of a stream, is not used.
 */
public final class Streams {
  private final int rows;
  private final int steps;
  private final int advance;
  private final Map<String, Source> sources = new LinkedHashMap<>();

  /**
   * @param size values of a step
   * @param later steps that the window begins behind that of the others
   */
  private record Source(Object values, int size, int later) {
    int steps() {
      return Array.getLength(values) / size - later;
    }
  }

  private Streams(int rows, int steps, int advance) {
    this.rows = positive("rows", rows);
    this.steps = positive("steps", steps);
    this.advance = positive("steps from window to window", advance);
  }

  /**
   * Windows one behind the other.
   *
   * @param rows streams side by side: the rows of a training step, such as the model's batch
   * @param steps of a window: the length of the model's sequences
   */
  public static Streams of(int rows, int steps) {
    return new Streams(rows, steps, steps);
  }

  /**
   * Windows that overlap.
   *
   * @param advance steps from the beginning of a window to that of the next, as {@code k1} of a
   *     model that is trained with {@code k1 < k2}
   */
  public static Streams of(int rows, int steps, int advance) {
    return new Streams(rows, steps, advance);
  }

  /** A column of ints, such as tokens or class labels, one a step. The array is copied from. */
  public Streams ints(String name, int[] values) {
    return add(name, new Source(values, 1, 0));
  }

  /** A column of reals, {@code features} for each step. */
  public Streams floats(String name, float[] values, int features) {
    return add(name, new Source(values, whole(values.length, features), 0));
  }

  /** A column of reals, {@code features} for each step. */
  public Streams doubles(String name, double[] values, int features) {
    return add(name, new Source(values, whole(values.length, features), 0));
  }

  private static int whole(int values, int features) {
    if (values % positive("features", features) != 0) {
      throw new IllegalArgumentException(values + " values are not whole steps of " + features);
    }
    return features;
  }

  /**
   * A column that is another one some steps later: what follows each token, to be foretold.
   *
   * @throws IllegalArgumentException if there is no column of that name
   */
  public Streams later(String name, String of, int steps) {
    Source source = sources.get(of);
    if (source == null) {
      throw new IllegalArgumentException(
          "there is no column \"" + of + "\" among " + String.join(", ", sources.keySet()));
    }
    int later = source.later + positive("steps later", steps);
    return add(name, new Source(source.values, source.size, later));
  }

  private Streams add(String name, Source source) {
    if (sources.putIfAbsent(name, source) != null) {
      throw new IllegalArgumentException("two columns \"" + name + "\"");
    }
    return this;
  }

  private static int positive(String what, int value) {
    if (value < 1) {
      throw new IllegalArgumentException("expected 1 or more " + what + ", got " + value);
    }
    return value;
  }

  /**
   * The windows.
   *
   * @throws IllegalArgumentException if there is no column, or the sequence is too short for one
   *     window of each stream
   */
  public Dataset dataset() {
    int length = sources.values().stream().mapToInt(Source::steps).min().orElse(0) / rows;
    if (length < steps) {
      throw new IllegalArgumentException(
          "a stream of "
              + Math.max(0, length)
              + " steps has no window of "
              + steps
              + "; the sequence needs "
              + (long) rows * steps
              + " steps for "
              + rows
              + " streams");
    }
    int windows = (length - steps) / advance + 1;
    Dataset data = null;
    for (Map.Entry<String, Source> column : sources.entrySet()) {
      Column cut = cut(column.getValue(), windows, (w, row) -> row * length + w * advance);
      data = data == null ? Dataset.of(column.getKey(), cut) : data.with(column.getKey(), cut);
    }
    return data.inStreams(rows);
  }

  /**
   * @param begin step at which a window of a row begins
   */
  private Column cut(Source source, int windows, IntBinaryOperator begin) {
    int width = steps * source.size;
    int size = Math.multiplyExact(Math.multiplyExact(windows, rows), width);
    Object values = Array.newInstance(source.values.getClass().componentType(), size);
    for (int w = 0; w < windows; w++) {
      for (int row = 0; row < rows; row++) {
        int from = (begin.applyAsInt(w, row) + source.later) * source.size;
        System.arraycopy(source.values, from, values, (w * rows + row) * width, width);
      }
    }
    return switch (values) {
      case int[] ints -> Column.ints(ints, width);
      case float[] floats -> Column.floats(floats, width);
      default -> Column.doubles((double[]) values, width);
    };
  }
}
