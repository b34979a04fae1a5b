package dev.lanewise.processor.ops.normalization;

import dev.lanewise.processor.loop.Expr;
import dev.lanewise.processor.loop.Expr.UnaryOp;
import dev.lanewise.processor.loop.KernelBuilder;

/**
 * {@code y = x / d^beta} with {@code d = k + alpha / size * sum of x^2} over the channels around.
 *
 * @param size channels in a window, of which {@code size / 2} stand before its own
 */
record LocalResponse(int size, double alpha, double beta, double k) {
  @Override
  public String toString() {
    return size + " " + alpha + " " + beta + " " + k;
  }

  /** What a square counts. */
  double share() {
    return alpha / size;
  }

  /** Channels of a window before its own. */
  int before() {
    return size / 2;
  }

  /** Channels behind its own. */
  int after() {
    return (size - 1) / 2;
  }

  /**
   * Whether the power takes a logarithm. Roots are sooner there and exact, and three quarters are
   * what everybody takes.
   */
  boolean byLogarithm() {
    return beta != 1 && beta != 0.5 && beta != 0.75;
  }

  /** {@code x / d^beta} of a power that takes none. */
  Expr byRoots(KernelBuilder k, Expr x, Expr d) {
    if (beta == 1) {
      return x.over(d);
    }
    Expr root = k.let("root", d.apply(UnaryOp.SQRT));
    return x.over(beta == 0.5 ? root : root.times(root.apply(UnaryOp.SQRT)));
  }
}
