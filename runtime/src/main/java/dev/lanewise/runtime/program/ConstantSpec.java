package dev.lanewise.runtime.program;

import java.util.Arrays;

/**
 * Numbers that the model's source fixes. They live with the weights, but nobody changes or saves
 * them.
 *
 * @param name of the node
 * @param shape extents, outermost first
 * @param values in canonical order; a single one stands for all
 */
public record ConstantSpec(String name, int[] shape, double[] values) {
  /** Copies the arrays, so that the record is immutable. */
  public ConstantSpec {
    shape = shape.clone();
    values = values.clone();
    if (values.length == 1) {
      double[] all = new double[Shape.size(shape)];
      Arrays.fill(all, values[0]);
      values = all;
    }
    if (values.length != Shape.size(shape)) {
      throw new IllegalArgumentException(
          name + ": " + values.length + " values for " + Shape.sizeText(shape));
    }
  }

  /** A copy of the extents. */
  @Override
  public int[] shape() {
    return shape.clone();
  }

  /** A copy of the values. */
  @Override
  public double[] values() {
    return values.clone();
  }
}
