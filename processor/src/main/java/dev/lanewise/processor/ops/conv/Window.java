package dev.lanewise.processor.ops.conv;

/**
 * How a kernel slides along one axis.
 *
 * @param size of the input
 * @param kernel taps
 * @param stride from one output to the next
 * @param before zeros before the input
 * @param after zeros behind the input
 * @param dilation from tap to tap
 */
record Window(int size, int kernel, int stride, int before, int after, int dilation) {
  /** Elements from the first tap to the last. */
  int extent() {
    return dilation * (kernel - 1) + 1;
  }

  /** Size of the output; below 1 where the kernel is longer than the padded input. */
  int output() {
    int steps = size + before + after - extent();
    return steps < 0 ? 0 : steps / stride + 1;
  }

  @Override
  public String toString() {
    return "%d (kernel %d, stride %d, pads %d and %d, dilation %d)"
        .formatted(size, kernel, stride, before, after, dilation);
  }
}
