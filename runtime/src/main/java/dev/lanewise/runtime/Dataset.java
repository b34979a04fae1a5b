package dev.lanewise.runtime;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Rows to train on or to validate with: columns under the names of the model's inputs, labels
 * included.
 *
 * <pre>{@code
 * Dataset train =
 *     Dataset.of("image", Idx.read(images).scaled()).with("label", Idx.read(labels).labels());
 * }</pre>
 *
 * <p>Immutable; slices share the columns. Of sequences longer than a model's, {@link Streams} makes
 * one.
 */
public final class Dataset {
  private final Map<String, Column> columns;
  private final int from;
  private final int size;
  private final int streams;

  private Dataset(Map<String, Column> columns, int from, int size, int streams) {
    this.columns = columns;
    this.from = from;
    this.size = size;
    this.streams = streams;
  }

  /** A data set of one column. */
  public static Dataset of(String name, Column column) {
    return new Dataset(Map.of(name, column), 0, column.rows(), 0);
  }

  /**
   * This data set and one column more.
   *
   * @throws IllegalArgumentException if there is a column of that name, or the number of rows
   *     differs
   * @throws IllegalStateException if this data set is a slice
   */
  public Dataset with(String name, Column column) {
    for (Column other : columns.values()) {
      if (other.rows() != size) {
        throw new IllegalStateException("add columns before taking slices");
      }
    }
    if (column.rows() != size) {
      throw new IllegalArgumentException(
          "column \"" + name + "\" has " + column.rows() + " rows, the data set has " + size);
    }
    Map<String, Column> extended = new LinkedHashMap<>(columns);
    if (extended.putIfAbsent(name, column) != null) {
      throw new IllegalArgumentException("two columns \"" + name + "\"");
    }
    return new Dataset(extended, 0, size, streams);
  }

  /** Number of rows. */
  public int size() {
    return size;
  }

  /**
   * The rows {@code from} (inclusive) to {@code to} (exclusive).
   *
   * @throws IllegalArgumentException if the range is empty or leaves the data set
   */
  public Dataset slice(int from, int to) {
    if (from < 0 || from >= to || to > size) {
      throw new IllegalArgumentException(
          "expected one or more of rows 0 to " + size + ", got " + from + " to " + to);
    }
    boolean whole = streams > 0 && from % streams == 0 && (to - from) % streams == 0;
    return new Dataset(columns, this.from + from, to - from, whole ? streams : 0);
  }

  /**
   * The same rows, said to be sequences side by side: row {@code i + count} goes on where row i
   * ends, as {@link Streams} cuts them. A stateful model learns from such data in their order,
   * {@code count} rows a step. A slice of whole steps is such data too.
   *
   * @throws IllegalArgumentException if the rows are not a multiple of the count
   */
  public Dataset inStreams(int count) {
    if (count < 1 || size % count != 0) {
      throw new IllegalArgumentException(
          size + " rows are not " + count + " streams of equally many rows");
    }
    return new Dataset(columns, from, size, count);
  }

  /** How many sequences go on side by side; 0 if the rows have nothing to do with each other. */
  int streams() {
    return streams;
  }

  /**
   * The first {@code fraction} of the rows, rounded, and the rest, in their order.
   *
   * @throws IllegalArgumentException if either part would be empty
   */
  public Split split(double fraction) {
    int first = (int) Math.round(fraction * size);
    if (first < 1 || first >= size) {
      throw new IllegalArgumentException(
          "fraction " + fraction + " leaves a part of " + size + " rows empty");
    }
    return new Split(slice(0, first), slice(first, size));
  }

  /**
   * A data set in two parts.
   *
   * @param first the rows before the cut
   * @param rest the rows after it
   */
  public record Split(Dataset first, Dataset rest) {}

  /** The columns by name; rows of this data set begin at {@link #offset()}. */
  Map<String, Column> columns() {
    return columns;
  }

  /** The columns' row that is row 0 here. */
  int offset() {
    return from;
  }
}
