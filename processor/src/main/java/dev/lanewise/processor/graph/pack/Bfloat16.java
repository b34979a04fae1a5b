package dev.lanewise.processor.graph.pack;

import dev.lanewise.processor.loop.DType;
import dev.lanewise.processor.loop.Expr;
import dev.lanewise.processor.loop.Expr.Comparison;
import dev.lanewise.processor.loop.Expr.ShiftOp;
import dev.lanewise.processor.loop.KernelBuilder;

/**
 * Floats of which the upper half of the bits is kept: a sign, eight bits of exponent and seven of
 * fraction. Two share the place of one float, and a float whose lower half is zero is a pair with
 * zero. No arithmetic ever sees a pair as a float, and moves keep its bits.
 */
public final class Bfloat16 {
  private static final int HALF = 16;
  private static final int UPPER = 0xffff0000;

  private Bfloat16() {}

  /**
   * A float rounded to nearest, ties to even: half of the last place that stays is added, or one
   * less where that place is even; a carry runs on into the exponent, up to infinity. NaN stays
   * NaN.
   */
  static Expr rounded(KernelBuilder k, Expr x) {
    Expr bits = k.let("bits", new Expr.Reinterpret(DType.I32, x));
    Expr odd = new Expr.Shift(ShiftOp.RIGHT_LOGICAL, bits, HALF).and(bits.constant(1));
    Expr sum = bits.plus(bits.constant(0x7fff)).plus(odd);
    Expr number = new Expr.Reinterpret(DType.F32, sum);
    // A NaN that is added to itself is a quiet one, whose upper half tells so.
    Expr kept = k.let("kept", x.select(Comparison.EQ, x, number, x.plus(x)));
    Expr upper = new Expr.Reinterpret(DType.I32, kept).and(bits.constant(UPPER));
    return new Expr.Reinterpret(DType.F32, upper);
  }

  /** Two rounded floats as one. */
  static Expr pair(Expr low, Expr high) {
    Expr lower = new Expr.Shift(ShiftOp.RIGHT_LOGICAL, new Expr.Reinterpret(DType.I32, low), HALF);
    return new Expr.Reinterpret(DType.F32, new Expr.Reinterpret(DType.I32, high).xor(lower));
  }

  /** The bits of a pair, of which {@link #low} and {@link #high} are made. */
  public static Expr bits(Expr pair) {
    return new Expr.Reinterpret(DType.I32, pair);
  }

  /** The first float of a pair. */
  public static Expr low(Expr bits) {
    return new Expr.Reinterpret(DType.F32, new Expr.Shift(ShiftOp.LEFT, bits, HALF));
  }

  /** The second float of a pair. */
  public static Expr high(Expr bits) {
    return new Expr.Reinterpret(DType.F32, bits.and(bits.constant(UPPER)));
  }
}
