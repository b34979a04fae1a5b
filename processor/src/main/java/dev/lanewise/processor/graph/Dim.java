package dev.lanewise.processor.graph;

/**
 * One axis of a tensor.
 *
 * @param size elements, or the most there may be where the axis is bounded
 * @param bound the run-time bound that cuts the axis short
 */
public record Dim(int size, Axis axis, Bound bound) {
  /** The two sizes that are known only at run time. */
  public enum Bound {
    NONE,
    /** Samples in this call: {@code rows <= batch}. */
    ROWS,
    /** Time steps in this call: {@code steps <= T}. */
    STEPS
  }

  public Dim(int size, Axis axis) {
    this(size, axis, Bound.NONE);
  }

  public static Dim rows(int batch) {
    return new Dim(batch, Axis.BATCH, batch == 1 ? Bound.NONE : Bound.ROWS);
  }

  @Override
  public String toString() {
    return bound == Bound.NONE ? Integer.toString(size) : bound.name().toLowerCase() + "<=" + size;
  }
}
