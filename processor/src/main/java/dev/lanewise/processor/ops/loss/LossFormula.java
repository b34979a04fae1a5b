package dev.lanewise.processor.ops.loss;

import dev.lanewise.processor.loop.Expr;
import dev.lanewise.processor.loop.KernelBuilder;

/**
 * A loss of one element {@code x} and its target {@code t}, both registers; {@link ElementLossOp}
 * takes the mean over a sample.
 */
interface LossFormula {
  /** The name in dumps. */
  String mnemonic();

  /** Attributes for dumps. */
  default String attributes() {
    return "";
  }

  /**
   * Into how many terms the value is cut, each with a kernel of its own: call sites are limited.
   */
  default int terms() {
    return 1;
  }

  /** One of the value's terms. */
  Expr value(int term, KernelBuilder k, Expr x, Expr t);

  /** The derivative by x. */
  Expr gradient(KernelBuilder k, Expr x, Expr t);

  /** The derivative by t; most losses look the same from both sides. */
  default Expr targetGradient(KernelBuilder k, Expr x, Expr t) {
    return gradient(k, t, x);
  }
}
