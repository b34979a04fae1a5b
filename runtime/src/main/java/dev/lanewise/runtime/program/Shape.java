package dev.lanewise.runtime.program;

/** Arithmetic and text of shapes, which are plain {@code int[]} of positive extents. */
public final class Shape {
  private Shape() {}

  /**
   * The number of elements, 1 for a scalar's empty shape.
   *
   * @throws IllegalArgumentException if an extent is not positive or the product exceeds an {@code
   *     int}
   */
  public static int size(int... shape) {
    long size = 1;
    for (int extent : shape) {
      size *= extent;
      if (extent <= 0 || size > Integer.MAX_VALUE) {
        throw new IllegalArgumentException("not a shape of 1 to 2^31-1 elements: " + text(shape));
      }
    }
    return (int) size;
  }

  /** Text such as {@code 1x28x28}; {@code scalar} for the empty shape. */
  public static String text(int... shape) {
    if (shape.length == 0) {
      return "scalar";
    }
    StringBuilder text = new StringBuilder();
    for (int extent : shape) {
      text.append(text.isEmpty() ? "" : "x").append(extent);
    }
    return text.toString();
  }

  /** Text such as {@code 1x28x28 = 784}: extents and their product, where these are two things. */
  public static String sizeText(int... shape) {
    return (shape.length > 1 ? text(shape) + " = " : "") + size(shape);
  }
}
