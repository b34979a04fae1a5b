package dev.lanewise.processor.loop.pass;

import dev.lanewise.processor.loop.DType;
import dev.lanewise.processor.loop.Expr;
import dev.lanewise.processor.loop.Expr.Comparison;
import dev.lanewise.processor.loop.Expr.Register;
import dev.lanewise.processor.loop.Expr.UnaryOp;
import dev.lanewise.processor.loop.ExprRewriter;
import dev.lanewise.processor.loop.Kernel;
import dev.lanewise.processor.loop.Stmt;
import java.util.function.Consumer;

/**
 * Turns exp, log, tanh, sigmoid and erf into polynomials, the same ones at every width:
 *
 * <pre>
 * y = tanh(x)   becomes   x1 = x cut at -7.9 and 7.9; x2 = x1 x1; p = ...; q = ...; y = p / q
 * </pre>
 *
 * <p>{@code lanewise(TANH)} would call out of the loop, spill every register, and give other bits
 * in the interpreter than under C2. Measured on Zen 4: 0.33 ns a value for the rational, 0.51 ns
 * for {@code lanewise(TANH)}.
 */
public final class ExpandMath extends ExprRewriter {
  // Odd over even rational of degree 13/6, maximal error 2e-7 (the coefficients are Eigen's and
  // MLAS's).
  private static final double[] TANH_P = {
    -2.76076847742355e-16,
    2.00018790482477e-13,
    -8.60467152213735e-11,
    5.12229709037114e-08,
    1.48572235717979e-05,
    6.37261928875436e-04,
    4.89352455891786e-03
  };
  private static final double[] TANH_Q = {
    1.19825839466702e-06, 1.18534705686654e-04, 2.26843463243900e-03, 4.89352518554385e-03
  };
  // exp(r) on |r| <= ln(2)/2 in float: minimax of degree 6 with the first two coefficients fixed at
  // 1 (Cephes expf).
  private static final double[] EXP_F32 = {
    1.9875691500e-4,
    1.3981999507e-3,
    8.3334519073e-3,
    4.1665795894e-2,
    1.6666665459e-1,
    5.0000001201e-1,
    1,
    1
  };
  // The same in double: 1 + 2 r P(r^2) / (Q(r^2) - r P(r^2)), Cephes exp.c. A Taylor polynomial of
  // that accuracy has degree 13, and would not leave a kernel room for a logarithm besides.
  private static final double[] EXP_F64_P = {
    1.26177193074810590878e-4, 3.02994407707441961300e-2, 9.99999999999999999910e-1
  };
  private static final double[] EXP_F64_Q = {
    3.00198505138664455042e-6,
    2.52448340349684104192e-3,
    2.27265548208155028766e-1,
    2.00000000000000000009e0
  };
  // tanh below 0.625 in double: x + x^3 P(x^2)/Q(x^2), Cephes tanh.c.
  private static final double[] TANH_SMALL_P = {
    -9.64399179425052238628e-1, -9.92877231001918586564e1, -1.61468768441708447952e3
  };
  private static final double[] TANH_SMALL_Q = {
    1, 1.12811678491632931402e2, 2.23548839060100448583e3, 4.84406305325125486048e3
  };
  // erf: odd over even rationals without exp, which with it would not fit into a kernel in double.
  // Fitted for Lanewise by rational interpolation with equalised errors, up to where erf rounds to
  // 1;
  // relative errors 2.3e-8 (to 3.95) and 8.9e-17 (to 5.95).
  private static final double[] ERF_F32_P = {
    2.016467376e-6, 2.845611359e-4, 3.824082301e-3, 5.292406582e-2, 1.919888612e-1, 1.128379144
  };
  private static final double[] ERF_F32_Q = {
    3.772663143e-5, 1.173654282e-3, 1.508776751e-2, 1.147323053e-1, 5.03478371e-1, 1
  };
  private static final double[] ERF_F64_P = {
    1.5200612723590005e-17,
    2.1911699608327766e-14,
    3.363701592204121e-12,
    1.7650137604460562e-10,
    6.8948601985132595e-09,
    1.7354402577149393e-07,
    3.962537964079387e-06,
    5.8009010966590435e-05,
    8.642594185351505e-04,
    6.979532658972708e-03,
    6.641711683724481e-02,
    2.2177948252185567e-01,
    1.1283791670955126
  };
  private static final double[] ERF_F64_Q = {
    8.629209378177927e-16,
    3.3026426594011874e-13,
    2.6024986271000686e-11,
    1.1503600511902605e-09,
    3.593358937028226e-08,
    8.516292389131004e-07,
    1.5764145288098477e-05,
    2.2930524807243888e-04,
    2.593561519714875e-03,
    2.2169411354367573e-02,
    1.3548739800458465e-01,
    5.298802822571744e-01,
    1
  };
  // log((1 + s) / (1 - s)) = 2s + s R(s^2): fdlibm's coefficients, e_log.c and e_logf.c.
  private static final double[] LOG_F32 = {
    0.24279078841, 0.28498786688, 0.40000972152, 0.66666662693
  };
  private static final double[] LOG_F64 = {
    1.479819860511658591e-01,
    1.531383769920937332e-01,
    1.818357216161805012e-01,
    2.222219843214978396e-01,
    2.857142874366239149e-01,
    3.999999999940941908e-01,
    6.666666666666735130e-01
  };

  private int counter;

  /** The kernel without functions that have no instruction. */
  public static Kernel run(Kernel kernel) {
    return new ExpandMath().apply(kernel);
  }

  @Override
  protected Expr rewrite(Expr e, Consumer<Stmt> before) {
    if (!(e instanceof Expr.Unary(UnaryOp op, Expr a))) {
      return e;
    }
    return switch (op) {
      case EXP -> exp(name("x", a, before), before);
      case TANH -> tanh(name("x", a, before), before);
      case SIGMOID -> // 1/2 + 1/2 tanh(x/2): one rational for both, and no overflow
          tanh(name("x", a.times(0.5), before), before).fma(a.constant(0.5), a.constant(0.5));
      case ERF -> erf(name("x", a, before), before);
      case LOG1P -> log1p(name("x", a, before), before);
      // A scalar is one number a row, or the scalar twin: Math.log is an intrinsic there.
      case LOG -> a.type().lanes() == 1 ? e : log(name("x", a, before), before);
      case NEGATE, ABS, SQRT -> e;
    };
  }

  /** Where the rational has passed 1 for certain, it is cut: so far out the result is exact. */
  private Expr erf(Expr x, Consumer<Stmt> before) {
    boolean single = x.type().dtype() == DType.F32;
    double end = single ? 4.2 : 6.2;
    Expr clamped = cut("t", x, -end, end, before);
    Expr square = name("t2", clamped.times(clamped), before);
    Expr p = name("p", horner(square, single ? ERF_F32_P : ERF_F64_P, before), before);
    Expr q = horner(square, single ? ERF_F32_Q : ERF_F64_Q, before);
    Expr y = p.times(clamped).over(q);
    return cut("y", name("y", y, before), -1, 1, before);
  }

  /**
   * log(1 + x) for x from 0 to 1, as exp of a negative number is. Above sqrt(2) - 1 it is log(2) +
   * log(1 + f), f = (x - 1)/2; below, f is x itself, and keeps all its digits.
   */
  private Expr log1p(Expr x, Consumer<Stmt> before) {
    Expr root = x.constant(Math.sqrt(2) - 1);
    Expr halved = x.minus(x.constant(1)).times(0.5);
    Expr f = name("f", x.select(Comparison.GT, root, halved, x), before);
    Expr power = x.select(Comparison.GT, root, x.constant(Math.log(2)), x.constant(0));
    return name("y", power.plus(log1p(f, f.constant(0), before)), before);
  }

  /** log(1 + f) + extra for 1 + f from sqrt(1/2) to sqrt(2): f - (f^2/2 - s (f^2/2 + R(s^2))). */
  private Expr log1p(Expr f, Expr extra, Consumer<Stmt> before) {
    double[] coefficients = f.type().dtype() == DType.F32 ? LOG_F32 : LOG_F64;
    Expr s = name("s", f.over(f.plus(2)), before);
    Expr square = name("s2", s.times(s), before);
    Expr r = horner(square, coefficients, before).times(square);
    Expr half = name("h", f.times(0.5).times(f), before);
    return f.minus(half.minus(s.fma(half.plus(r), extra)));
  }

  /**
   * log(x) = n ln 2 + log(m), m from sqrt(1/2) to sqrt(2): subtracting the bits of sqrt(1/2) puts n
   * into the exponent field, and adding it to the bits of 1.5 * 2^23 (2^52) makes a number of it. A
   * subnormal counts as the least normal number.
   */
  private Expr log(Expr x, Consumer<Stmt> before) {
    boolean single = x.type().dtype() == DType.F32;
    DType real = x.type().dtype();
    int mantissa = single ? 23 : 52;
    double magic = single ? 0x1.8p23 : 0x1.8p52;
    Expr normal = x.max(x.constant(single ? Float.MIN_NORMAL : Double.MIN_NORMAL));
    Expr bits = name("b", new Expr.Reinterpret(real.bitPattern(), normal), before);
    Expr root = bits.constant(single ? 0x3f3504f3 : 0x3fe6a09e00000000L);
    Expr shift = bits.minus(root);
    Expr n = name("n", new Expr.Shift(Expr.ShiftOp.RIGHT_ARITHMETIC, shift, mantissa), before);
    Expr power = new Expr.Shift(Expr.ShiftOp.LEFT, n, mantissa);
    Expr f = name("f", new Expr.Reinterpret(real, bits.minus(power)).minus(x.constant(1)), before);
    Expr magicBits = bits.constant(single ? 0x4b400000 : 0x4338000000000000L);
    Expr shifted = new Expr.Reinterpret(real, n.plus(magicBits));
    Expr exponent = name("k", shifted.minus(x.constant(magic)), before);
    double high = single ? 0x1.62e3p-1 : 0x1.62e42feep-1;
    double low = single ? 9.0580006145e-6 : 1.90821492927058770002e-10;
    Expr rest = log1p(f, exponent.times(low), before);
    Expr finite = exponent.fma(x.constant(high), rest);
    // -infinity for 0 (and for -0, which the sum makes 0), NaN below; infinity and NaN are passed
    // on.
    Expr bad = x.constant(-1).over(x.plus(0).apply(UnaryOp.SQRT));
    Expr above = x.select(Comparison.GT, x.constant(0), name("y", finite, before), bad);
    return name(
        "y",
        x.select(Comparison.LT, x.constant(Double.POSITIVE_INFINITY), above, x.plus(x)),
        before);
  }

  private Expr tanh(Expr x, Consumer<Stmt> before) {
    return x.type().dtype() == DType.F32 ? tanhF32(x, before) : tanhF64(x, before);
  }

  private Expr tanhF32(Expr x, Consumer<Stmt> before) {
    // Past 7.9 the rational would exceed 1.
    Expr clamped = cut("t", x, -7.9, 7.9, before);
    Expr square = name("t2", clamped.times(clamped), before);
    // In pairs (Estrin) fewer FMAs wait for one another; a single step of 16 units, all latency,
    // took 0.99 to 1.01 of its time.
    Expr p = name("p", horner(square, TANH_P, before).times(clamped), before);
    return name("y", p.over(horner(square, TANH_Q, before)), before);
  }

  private Expr tanhF64(Expr x, Consumer<Stmt> before) {
    Expr size = name("t", x.apply(UnaryOp.ABS).min(x.constant(20)), before);
    Expr e = exp(name("t", size.plus(size), before), before);
    Expr large = name("u", x.constant(1).minus(x.constant(2).over(e.plus(1))), before);
    Expr signed =
        name(
            "u",
            x.select(Comparison.LT, x.constant(0), large.apply(UnaryOp.NEGATE), large),
            before);
    Expr square = name("t2", x.times(x), before);
    Expr ratio = horner(square, TANH_SMALL_P, before).over(horner(square, TANH_SMALL_Q, before));
    Expr small = name("v", x.times(square).fma(ratio, x), before);
    // A NaN fails the comparison and comes through the large branch as NaN.
    return name("y", size.select(Comparison.LT, x.constant(0.625), small, signed), before);
  }

  /**
   * exp(x) = 2^n exp(r), n = round(x / ln 2). Adding 1.5 * 2^23 (2^52) rounds to an integer and
   * leaves it in the low bits of the sum, from where a shift moves it into the exponent: no
   * conversion to int, which would need fix-ups for NaN.
   */
  private Expr exp(Expr x, Consumer<Stmt> before) {
    boolean single = x.type().dtype() == DType.F32;
    double magic = single ? 0x1.8p23 : 0x1.8p52;
    Expr clamped = cut("e", x, single ? -87 : -708, single ? 88 : 709, before);
    Expr shifted = name("n", clamped.fma(x.constant(1 / Math.log(2)), x.constant(magic)), before);
    Expr n = name("n", shifted.minus(x.constant(magic)), before);
    // ln 2 in two parts, the first short enough that n times it is exact.
    double high = single ? 0.693359375 : 0x1.62e42feep-1;
    double low = single ? -2.12194440e-4 : 0x1.a39ef35793c76p-33;
    Expr r = name("r", n.fma(x.constant(-high), clamped), before);
    r = name("r", n.fma(x.constant(-low), r), before);
    Expr p = single ? horner(r, EXP_F32, before) : expF64(r, before);
    DType bits = x.type().dtype().bitPattern();
    Expr exponent =
        new Expr.Shift(Expr.ShiftOp.LEFT, new Expr.Reinterpret(bits, shifted), single ? 23 : 52);
    Expr scaled = new Expr.Reinterpret(bits, p).plus(exponent);
    return name("y", new Expr.Reinterpret(x.type().dtype(), scaled), before);
  }

  private Expr expF64(Expr r, Consumer<Stmt> before) {
    Expr square = name("r2", r.times(r), before);
    Expr p = name("p", horner(square, EXP_F64_P, before).times(r), before);
    Expr ratio = p.over(horner(square, EXP_F64_Q, before).minus(p));
    return name("p", ratio.fma(r.constant(2), r.constant(1)), before);
  }

  /**
   * A value cut at both ends; a NaN comes through, so that a diverging net shows. Of vectors by
   * comparison, as in {@link CompareBounds}. The gates of an LSTM, all hyperbolic tangents, take
   * 0.86 of the time.
   */
  private Expr cut(String hint, Expr x, double least, double most, Consumer<Stmt> before) {
    if (x.type().lanes() == 1) {
      return name(hint, x.max(x.constant(least)).min(x.constant(most)), before);
    }
    Expr above =
        name(hint, x.select(Comparison.LT, x.constant(least), x.constant(least), x), before);
    return name(
        hint, above.select(Comparison.GT, x.constant(most), x.constant(most), above), before);
  }

  private Expr horner(Expr x, double[] coefficients, Consumer<Stmt> before) {
    Expr p = x.constant(coefficients[0]);
    for (int i = 1; i < coefficients.length; i++) {
      p =
          name(
              "p",
              i == 1
                  ? x.fma(p, x.constant(coefficients[i]))
                  : p.fma(x, x.constant(coefficients[i])),
              before);
    }
    return p;
  }

  private Expr name(String hint, Expr value, Consumer<Stmt> before) {
    if (value instanceof Expr.Use) {
      return value;
    }
    Register register = new Register(hint + "_m" + counter++, value.type(), false);
    before.accept(new Stmt.Define(register, value));
    return new Expr.Use(register);
  }
}
