package dev.lanewise.annotations;

/** What {@link Pad} puts around a sample; {@code 1 2 3} with 2 elements before and behind. */
public enum PadMode {
  /** One value: {@code 0 0 1 2 3 0 0}. */
  CONSTANT,
  /** The sample mirrored at its first and last element: {@code 3 2 1 2 3 2 1}. */
  REFLECT,
  /** The first and the last element: {@code 1 1 1 2 3 3 3}; ONNX calls it edge. */
  REPLICATE
}
