package dev.lanewise.runtime.program;

/**
 * One parameter or buffer of a model, named and laid out as PyTorch's {@code state_dict} does.
 *
 * @param name for example {@code hidden.weight}
 * @param shape for example {@code {128, 784}}: outputs, then inputs
 * @param init how it starts
 * @param trained whether optimisers change it; a buffer, such as running statistics, changes as the
 *     forward pass of training says
 */
public record ParameterSpec(String name, int[] shape, Initialization init, boolean trained) {
  /** What an optimiser changes. */
  public static ParameterSpec trained(String name, int[] shape, Initialization init) {
    return new ParameterSpec(name, shape, init, true);
  }

  /** What training's forward pass changes. */
  public static ParameterSpec buffer(String name, int[] shape, Initialization init) {
    return new ParameterSpec(name, shape, init, false);
  }

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
