package dev.lanewise.runtime.program;

/**
 * One array that holds all of a model's parameters and constants, each at an offset in a layout of
 * its own.
 */
public final class Packing {
  private final int size;
  private final int trained;
  private final int[] offsets;
  private final Layout[] layouts;

  private Packing(int size, int trained, int[] offsets, Layout[] layouts) {
    this.size = size;
    this.trained = trained;
    this.offsets = offsets;
    this.layouts = layouts;
  }

  /**
   * A packing of {@code size} values, one offset and one layout per parameter in the model's order.
   *
   * @param trained values up to where optimisers sweep: behind them lie buffers and constants
   * @throws IllegalArgumentException if the counts differ or a parameter leaves the array
   */
  public static Packing of(int size, int trained, int[] offsets, Layout... layouts) {
    if (offsets.length != layouts.length) {
      throw new IllegalArgumentException(
          offsets.length + " offsets for " + layouts.length + " layouts");
    }
    if (trained < 0 || trained > size) {
      throw new IllegalArgumentException(trained + " trained values of " + size);
    }
    for (int i = 0; i < layouts.length; i++) {
      if (offsets[i] < 0 || offsets[i] > size - layouts[i].size()) {
        throw new IllegalArgumentException(
            "parameter " + i + " at " + offsets[i] + " leaves the packing of " + size + " values");
      }
    }
    return new Packing(size, trained, offsets.clone(), layouts.clone());
  }

  /** Length of the packed array, pads and slack included. */
  public int size() {
    return size;
  }

  /** How many values, from the first on, optimisers sweep over. */
  public int trained() {
    return trained;
  }

  /** Number of parameters, constants included. */
  public int parameters() {
    return layouts.length;
  }

  /** Where the parameter at {@code parameter} begins. */
  public int offset(int parameter) {
    return offsets[parameter];
  }

  /** The layout of the parameter at {@code parameter}. */
  public Layout layout(int parameter) {
    return layouts[parameter];
  }

  /** Copies one parameter's canonical reals into the packed array. */
  public void pack(int parameter, Object canonical, Object packed) {
    layouts[parameter].pack(canonical, packed, offsets[parameter]);
  }

  /** Copies one parameter out of the packed array in canonical order. */
  public void unpack(int parameter, Object packed, Object canonical) {
    layouts[parameter].unpack(packed, offsets[parameter], canonical);
  }
}
