package dev.lanewise.processor.loop;

import java.util.List;

/**
 * Where a program keeps each parameter in its weight array.
 *
 * @param size elements of the array
 * @param trained elements up to where the optimiser sweeps; buffers and constants lie behind
 * @param placements one for each parameter, in the model's order
 */
public record Packing(int size, int trained, List<Placement> placements) {
  /**
   * One parameter: canonical index {@code i} lies at {@code offset + sum((i[axis] / divisor) %
   * modulus * stride)}, where modulus 0 stands for none.
   *
   * @param terms quadruples (axis, divisor, modulus, stride)
   */
  public record Placement(int offset, List<Integer> shape, int size, List<Integer> terms) {}
}
