package dev.lanewise.processor.ops.window;

/**
 * How a kernel slides along one axis.
 *
 * @param size of the input
 * @param kernel taps
 * @param stride from one output to the next
 * @param before zeros before the input
 * @param after zeros behind the input
 * @param dilation from tap to tap
 * @param ceil whether a last step that is not whole counts, as long as it begins within the input
 */
public record Window(
    int size, int kernel, int stride, int before, int after, int dilation, boolean ceil) {
  /** One that takes whole steps alone. */
  public Window(int size, int kernel, int stride, int before, int after, int dilation) {
    this(size, kernel, stride, before, after, dilation, false);
  }

  /**
   * Elements from the first tap to the last.
   *
   * @throws ArithmeticException if they are too many for an int
   */
  public int extent() {
    return Math.addExact(Math.multiplyExact(dilation, kernel - 1), 1);
  }

  /**
   * Size of the output; 0 where the kernel is longer than the padded input.
   *
   * @throws ArithmeticException if the padded input is too long for an int
   */
  public int output() {
    int room = Math.addExact(Math.addExact(size, before), after) - extent();
    int steps = ceil ? Math.ceilDiv(room, stride) : Math.floorDiv(room, stride);
    boolean beginsBehind = ceil && (long) steps * stride >= size + before;
    return Math.max(0, beginsBehind ? steps : steps + 1);
  }

  /** The first result whose taps all lie at or behind the input's first element. */
  public int interiorFirst() {
    return Math.min(Math.ceilDiv(before, stride), output());
  }

  /** The end of the results whose taps all lie within the input; never before the first. */
  public int interiorEnd() {
    int room = size + before - extent();
    int end = room < 0 ? 0 : room / stride + 1;
    return Math.max(interiorFirst(), Math.min(end, output()));
  }

  /** Whether every window holds an element of the input. */
  public boolean reachesInput() {
    for (int o = 0; o < output(); o++) {
      int start = o * stride - before;
      int tap = Math.ceilDiv(Math.max(0, -start), dilation);
      if (tap >= kernel || start + tap * dilation >= size) {
        return false;
      }
    }
    return true;
  }

  @Override
  public String toString() {
    return "%d (kernel %d, stride %d, pads %d and %d, dilation %d%s)"
        .formatted(size, kernel, stride, before, after, dilation, ceil ? ", rounded up" : "");
  }
}
