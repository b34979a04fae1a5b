package dev.lanewise.runtime.program;

/**
 * Refuses what callers got wrong, by name. Each check is a comparison on the hot path and builds
 * its message elsewhere, so that it inlines.
 */
public final class Check {
  private Check() {}

  /**
   * An input's or output's array of a batched call: at least {@code rows} rows.
   *
   * @param shape extents of one row
   * @throws IllegalArgumentException if {@code actualLength} is less than {@code rows} times the
   *     row
   */
  public static void length(String model, String input, int[] shape, int rows, int actualLength) {
    if (actualLength < (long) rows * width(shape)) {
      throw tooShort(model, input, shape, rows, actualLength);
    }
  }

  /**
   * An input's or output's array of a call for a single row: exactly one row.
   *
   * @throws IllegalArgumentException if {@code actualLength} is not the product of {@code shape}
   */
  public static void exactLength(String model, String input, int[] shape, int actualLength) {
    if (actualLength != width(shape)) {
      throw new IllegalArgumentException(expected(model, input, shape) + ", got " + actualLength);
    }
  }

  /** The number of rows of a batched call: 1 to {@code batch}. */
  public static void rows(String model, int rows, int batch) {
    if (rows < 1 || rows > batch) {
      throw new IllegalArgumentException(
          model + ": expected 1 to " + batch + " rows (the model's batch), got " + rows);
    }
  }

  /** The first {@code count} tokens of an array: each from 0 to {@code vocabulary - 1}. */
  public static void tokens(String model, String input, int[] tokens, int count, int vocabulary) {
    for (int i = 0; i < count; i++) {
      if (tokens[i] < 0 || tokens[i] >= vocabulary) {
        throw token(model, input, tokens[i], i, vocabulary);
      }
    }
  }

  /** The numbers of steps of {@code rows} samples: each from 1 to {@code most}. */
  public static void steps(String model, String input, int[] steps, int rows, int most) {
    for (int row = 0; row < rows; row++) {
      if (steps[row] < 1 || steps[row] > most) {
        throw new IllegalArgumentException(
            model
                + "."
                + input
                + ": expected 1 to "
                + most
                + " steps, got "
                + steps[row]
                + " in row "
                + row);
      }
    }
  }

  private static int width(int[] shape) {
    int width = 1;
    for (int extent : shape) {
      width *= extent;
    }
    return width;
  }

  private static String expected(String model, String input, int[] shape) {
    return model + "." + input + ": expected " + Shape.sizeText(shape) + " values a row";
  }

  private static IllegalArgumentException tooShort(
      String model, String input, int[] shape, int rows, int actualLength) {
    String expected = expected(model, input, shape);
    String total = ", " + rows + " rows = " + (long) rows * width(shape);
    return new IllegalArgumentException(expected + total + ", got " + actualLength);
  }

  private static IllegalArgumentException token(
      String model, String input, int token, int index, int vocabulary) {
    return new IllegalArgumentException(
        model
            + "."
            + input
            + ": expected tokens from 0 to "
            + (vocabulary - 1)
            + ", got "
            + token
            + " at index "
            + index);
  }
}
