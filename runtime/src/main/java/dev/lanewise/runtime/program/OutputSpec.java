package dev.lanewise.runtime.program;

/**
 * One output of a model.
 *
 * @param name the name of the node that is the output
 * @param shape extents of one row, without the batch
 * @param steps name of the input that says how many of its first axis' steps a row has; empty where
 *     each row has all
 */
public record OutputSpec(String name, int[] shape, String steps) {
  /** An output whose rows are all of one size. */
  public OutputSpec(String name, int[] shape) {
    this(name, shape, "");
  }

  /** Copies the shape, so that the record is immutable. */
  public OutputSpec {
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
