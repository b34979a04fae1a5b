package dev.lanewise.runtime;

import dev.lanewise.runtime.program.Reals;
import java.util.function.IntPredicate;

/**
 * One named column of a {@link Dataset}: for each row some reals, or some ints. Flat arrays are
 * shared, not copied; do not change them while the data set is in use.
 */
public abstract sealed class Column {
  private final int rows;
  private final int width;

  private Column(int length, int width) {
    if (width < 1 || length < width || length % width != 0) {
      throw new IllegalArgumentException(
          "expected one or more whole rows of " + width + " values, got " + length + " values");
    }
    this.rows = length / width;
    this.width = width;
  }

  /** Reals, one array a row, all of one length. The rows are copied. */
  public static Column floats(float[][] rows) {
    int width = rows.length == 0 ? 0 : rows[0].length;
    float[] values = new float[Math.multiplyExact(rows.length, width)];
    for (int row = 0; row < rows.length; row++) {
      requireWidth(row, rows[row].length, width);
      System.arraycopy(rows[row], 0, values, row * width, width);
    }
    return floats(values, width);
  }

  /** Reals, row after row, {@code width} values each. */
  public static Column floats(float[] values, int width) {
    return new OfReals(values, width);
  }

  /** Reals, one array a row, all of one length. The rows are copied. */
  public static Column doubles(double[][] rows) {
    int width = rows.length == 0 ? 0 : rows[0].length;
    double[] values = new double[Math.multiplyExact(rows.length, width)];
    for (int row = 0; row < rows.length; row++) {
      requireWidth(row, rows[row].length, width);
      System.arraycopy(rows[row], 0, values, row * width, width);
    }
    return doubles(values, width);
  }

  /** Reals, row after row, {@code width} values each. */
  public static Column doubles(double[] values, int width) {
    return new OfReals(values, width);
  }

  /**
   * Unsigned bytes, such as pixels, row after row; a byte stands for its value over 255. Copied.
   */
  public static Column unsignedBytes(byte[] values, int width) {
    return new OfBytes(values, width);
  }

  /** One class label a row, from 0 to the number of classes less one. */
  public static Column labels(int... labels) {
    return ints(labels, 1);
  }

  /** Ints, such as tokens or a class label for each step, row after row, {@code width} each. */
  public static Column ints(int[] values, int width) {
    return new OfInts(values, width);
  }

  private static void requireWidth(int row, int actual, int width) {
    if (actual != width) {
      throw new IllegalArgumentException(
          "row " + row + " has " + actual + " values, row 0 has " + width);
    }
  }

  /** Number of rows. */
  public final int rows() {
    return rows;
  }

  /** Values in one row. */
  public final int width() {
    return width;
  }

  /** Whether the rows are ints, such as class labels, rather than reals. */
  public final boolean isInts() {
    return this instanceof OfInts;
  }

  /** Copies a row to place {@code slot} of a staging array: reals, or ints. */
  abstract void stage(int row, Object staging, int slot);

  /** The first row in the range with an int that is not allowed, or -1. */
  int firstBad(int from, int to, IntPredicate allowed) {
    return -1;
  }

  private static final class OfReals extends Column {
    private final Object values;

    OfReals(Object values, int width) {
      super(Reals.length(values), width);
      this.values = values;
    }

    @Override
    void stage(int row, Object staging, int slot) {
      int width = width();
      if (values.getClass() == staging.getClass()) {
        System.arraycopy(values, row * width, staging, slot * width, width);
      } else if (values instanceof double[] source) {
        float[] target = (float[]) staging;
        for (int i = 0; i < width; i++) {
          target[slot * width + i] = (float) source[row * width + i];
        }
      } else {
        float[] source = (float[]) values;
        double[] target = (double[]) staging;
        for (int i = 0; i < width; i++) {
          target[slot * width + i] = source[row * width + i];
        }
      }
    }
  }

  private static final class OfBytes extends Column {
    /**
     * The bytes less 128. C2 vectorises the conversion of signed bytes and not of unsigned ones: a
     * row of 784 takes 50 ns instead of 640.
     */
    private final byte[] signed;

    OfBytes(byte[] values, int width) {
      super(values.length, width);
      signed = new byte[values.length];
      for (int i = 0; i < signed.length; i++) {
        signed[i] = (byte) (values[i] ^ 128);
      }
    }

    @Override
    void stage(int row, Object staging, int slot) {
      int width = width();
      int from = row * width;
      int to = slot * width;
      if (staging instanceof float[] target) {
        for (int i = 0; i < width; i++) {
          target[to + i] = (signed[from + i] + 128f) / 255f;
        }
      } else {
        double[] target = (double[]) staging;
        for (int i = 0; i < width; i++) {
          target[to + i] = (signed[from + i] + 128.0) / 255.0;
        }
      }
    }
  }

  private static final class OfInts extends Column {
    private final int[] values;

    OfInts(int[] values, int width) {
      super(values.length, width);
      this.values = values;
    }

    @Override
    void stage(int row, Object staging, int slot) {
      System.arraycopy(values, row * width(), staging, slot * width(), width());
    }

    @Override
    int firstBad(int from, int to, IntPredicate allowed) {
      for (int i = from * width(); i < to * width(); i++) {
        if (!allowed.test(values[i])) {
          return i / width();
        }
      }
      return -1;
    }
  }
}
