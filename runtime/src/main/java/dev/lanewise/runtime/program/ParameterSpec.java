package dev.lanewise.runtime.program;

/**
 * One parameter of a model, named and laid out as PyTorch's {@code state_dict} does.
 *
 * @param name for example {@code hidden.weight}
 * @param shape for example {@code {128, 784}}: outputs, then inputs
 * @param init how the parameter starts
 */
public record ParameterSpec(String name, int[] shape, Initialization init) {
  /** Copies the shape, so that the record is immutable. */
  public ParameterSpec {
    shape = shape.clone();
  }

  /** A copy of the extents. */
  @Override
  public int[] shape() {
    return shape.clone();
  }

  /** Number of values. */
  public int size() {
    return Shape.size(shape);
  }
}
