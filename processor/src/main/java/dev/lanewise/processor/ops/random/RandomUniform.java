package dev.lanewise.processor.ops.random;

import dev.lanewise.processor.loop.DType;
import dev.lanewise.processor.loop.Expr;
import dev.lanewise.processor.loop.Expr.ShiftOp;
import dev.lanewise.processor.loop.Index;
import dev.lanewise.processor.loop.KernelBuilder;

/**
 * Random numbers as a function of a step's key, a stream, and the number of an element: no state,
 * so any thread can compute any of them at any time.
 *
 * <pre>
 * x = element * 0x9E3779B9 + key
 * x ^= x >>> 16;  x *= 0x7FEB352D;  x += salt of the stream
 * x ^= x >>> 15;  x *= 0x846CA68B;  x ^= x >>> 16
 * u = 1 + (x >>> 9) / 2^23
 * </pre>
 *
 * The mixer is Wellons' lowbias32 (github.com/skeeto/hash-prospector), whose bias is next to the
 * lowest known of two multiplications. Lanes of 64 bits do the same arithmetic on 32 bits, so that
 * a double model draws the very numbers of a float one.
 */
final class RandomUniform {
  private static final long ELEMENT = 0x9E3779B9L;
  private static final long FIRST = 0x7FEB352DL;
  private static final long SECOND = 0x846CA68BL;

  private final KernelBuilder k;
  private final DType real;
  private final DType bits;
  private final int salt;
  private final Expr start;

  /**
   * Emits what all elements share, before the loop.
   *
   * @param stream a name; streams of different names are independent
   * @param key of the step
   */
  RandomUniform(KernelBuilder k, DType real, String stream, Index key) {
    this(k, real, stream, key, 1);
  }

  /**
   * The same where lanes are not neighbours.
   *
   * @param distance between the numbers of the elements in neighbouring lanes
   */
  RandomUniform(KernelBuilder k, DType real, String stream, Index key, int distance) {
    this.k = k;
    this.real = real;
    this.bits = real.bitPattern();
    this.salt = salt(stream);
    Expr lane = new Expr.LaneIndex(new Expr.Type(bits, k.lanes(bits)));
    Expr keys = k.broadcast(new Expr.FromIndex(key, bits));
    this.start = k.let("start", times(lane, ELEMENT * distance).plus(keys));
  }

  /** Mixed, because names are often alike, and salts a little apart would give alike numbers. */
  static int salt(String stream) {
    int x = stream.hashCode();
    x = (x ^ x >>> 16) * (int) FIRST;
    x = (x ^ x >>> 15) * (int) SECOND;
    return x ^ x >>> 16;
  }

  /**
   * Numbers from 1 to less than 2, of as many elements from {@code first} on as there are lanes.
   */
  Expr next(Index first) {
    Expr elements = k.broadcast(times(new Expr.FromIndex(first, bits), ELEMENT));
    Expr x = k.let("x", low(start.plus(elements)));
    x = times(shifted(x, 16), FIRST);
    x = k.let("x", low(x.plus(x.constant(word(salt)))));
    x = k.let("x", low(times(shifted(x, 15), SECOND)));
    x = shift(ShiftOp.RIGHT_LOGICAL, shifted(x, 16), 9);
    boolean wide = bits == DType.I64;
    Expr mantissa = wide ? shift(ShiftOp.LEFT, x, 52 - 23) : x;
    double exponent = wide ? Double.doubleToRawLongBits(1) : Float.floatToRawIntBits(1);
    return new Expr.Reinterpret(real, mantissa.plus(exponent));
  }

  private static Expr shifted(Expr x, int distance) {
    return x.xor(shift(ShiftOp.RIGHT_LOGICAL, x, distance));
  }

  private static Expr shift(ShiftOp op, Expr x, int distance) {
    return new Expr.Shift(op, x, distance);
  }

  private Expr times(Expr x, long factor) {
    return x.times(word(factor));
  }

  /** A word of 32 bits as a lane holds it: signed where the lane has no more. */
  private double word(long value) {
    return bits == DType.I64 ? value & 0xFFFFFFFFL : (int) value;
  }

  /** The lower 32 bits. */
  private Expr low(Expr x) {
    return bits == DType.I64 ? shift(ShiftOp.RIGHT_LOGICAL, shift(ShiftOp.LEFT, x, 32), 32) : x;
  }
}
