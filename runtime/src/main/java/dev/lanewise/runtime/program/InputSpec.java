package dev.lanewise.runtime.program;

/**
 * One input of a model.
 *
 * @param name the input's name, which datasets and error messages use
 * @param kind what the input holds
 * @param shape extents of one row, without the batch; empty for a class label, which is one int a
 *     row
 * @param classes number of classes of a {@link Kind#CLASS_LABEL}, 0 otherwise
 */
public record InputSpec(String name, Kind kind, int[] shape, int classes) {
  /** What an input holds. */
  public enum Kind {
    /** Reals that prediction reads. */
    DATA,
    /** One int a row, from 0 to {@code classes - 1}, that only training reads. */
    CLASS_LABEL,
    /** Reals that only training reads: a regression's target. */
    LABEL
  }

  /** Copies the shape, so that the record is immutable. */
  public InputSpec {
    shape = shape.clone();
  }

  /** A copy of one row's extents. */
  @Override
  public int[] shape() {
    return shape.clone();
  }

  /** Values in one row. */
  public int width() {
    return Shape.size(shape);
  }
}
