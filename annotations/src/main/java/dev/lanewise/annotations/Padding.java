package dev.lanewise.annotations;

/** How many zeros stand around the input of a convolution or a pooling. */
public enum Padding {
  /** None: the kernel stays inside. {@code output = (size - extent) / stride + 1}. */
  VALID,
  /**
   * As many as give {@code output = size / stride}, rounded up; where they are odd, the one more
   * stands behind (ONNX's SAME_UPPER).
   */
  SAME,
  /**
   * {@code extent - 1} before and none behind along each axis, so that no output sees an input
   * after it.
   */
  CAUSAL
}
