package dev.lanewise.processor.ops.conv;

import dev.lanewise.processor.ops.window.Window;

/** One channel of an image, of lines of pixels, with the border of zeros that the taps reach. */
record Plane(Window down, Window along) {
  static Plane of(ConvOp op) {
    return new Plane(op.windows().getFirst(), op.windows().getLast());
  }

  /**
   * Whether a walk down the lines meets each tap of each result: two axes, whose every line and
   * pixel has a result.
   */
  static boolean isWalkable(ConvOp op, int lanes) {
    if (lanes == 1 || op.windows().size() != 2) {
      return false;
    }
    Plane plane = of(op);
    return plane.down.stride() == 1
        && plane.down.dilation() == 1
        && plane.along.stride() == 1
        && Math.min(plane.along.size(), plane.along.output()) >= lanes;
  }

  /** Lines, with the border. */
  int lines() {
    return down.before() + down.size() + down.after();
  }

  /** From line to line. */
  int stride() {
    return along.before() + along.size() + along.after();
  }

  /** All elements, rounded up to whole vectors. */
  int size(int lanes) {
    return Math.multiplyExact(Math.ceilDiv(Math.multiplyExact(lines(), stride()), lanes), lanes);
  }

  /** Where the first pixel lies behind the border. */
  int start() {
    return down.before() * stride() + along.before();
  }

  /** Without the border. */
  int pixels() {
    return down.size() * along.size();
  }

  /** Pixels of a result. */
  int results() {
    return down.output() * along.output();
  }
}
