package dev.lanewise.processor.loop.pass;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.processor.Javac;
import dev.lanewise.processor.compiled.Compilation;
import dev.lanewise.processor.loop.Buffer;
import dev.lanewise.processor.loop.DType;
import dev.lanewise.processor.loop.DriverBuilder;
import dev.lanewise.processor.loop.Expr.UnaryOp;
import dev.lanewise.processor.loop.Index;
import dev.lanewise.processor.loop.Kernel;
import dev.lanewise.processor.loop.KernelBuilder;
import dev.lanewise.processor.loop.Target;
import dev.lanewise.processor.reference.ErrorFunction;
import dev.lanewise.processor.target.java.JavaTarget;
import dev.lanewise.runtime.program.Reals;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The polynomials of exp and the like, run at every width over the whole of their range. */
class ExpandMathTest {
  private static final List<UnaryOp> OPS =
      List.of(UnaryOp.EXP, UnaryOp.LOG, UnaryOp.LOG1P, UnaryOp.TANH, UnaryOp.SIGMOID, UnaryOp.ERF);
  private static final int SIZE = 4096;
  private static final Map<String, Class<?>> CLASSES = new HashMap<>();

  @BeforeAll
  static void emit() throws ReflectiveOperationException {
    String home = ExpandMathTest.class.getPackageName();
    Javac javac = Javac.withVectors();
    for (DType type : List.of(DType.F32, DType.F64)) {
      for (int bits : Compilation.WIDTHS) {
        Target target = Target.ofBits(bits);
        String name = name(type, bits);
        String source =
            JavaTarget.emit(
                home,
                name,
                target,
                type,
                OPS.stream().map(op -> driver(op, type, target).build("")).toList());
        javac.source(home.replace('.', '/') + "/" + name + ".java", source);
      }
    }
    Javac.Result result = javac.compile();
    assertTrue(result.success(), () -> String.join("\n", result.messages()));
    for (byte[] file : result.classes().values()) {
      Class<?> type = MethodHandles.lookup().defineClass(file);
      CLASSES.put(type.getSimpleName(), type);
    }
  }

  private static String name(DType type, int bits) {
    return "Functions" + type.bits() + "At" + bits;
  }

  private static String name(UnaryOp op) {
    return op.name().toLowerCase();
  }

  private static DriverBuilder driver(UnaryOp op, DType type, Target target) {
    KernelBuilder k = new KernelBuilder("kernel" + op, target);
    Buffer x = k.buffer("x", type);
    Buffer y = k.buffer("y", type);
    k.loop(
        "i", Index.ZERO, Index.of(SIZE), k.lanes(type), i -> k.store(y, i, k.load(x, i).apply(op)));
    Kernel kernel = ExpandMath.run(k.build(""));
    List<Buffer> arrays = List.of(new Buffer("x", type), new Buffer("y", type));
    DriverBuilder driver = new DriverBuilder(name(op), arrays, List.of());
    driver.call(kernel, arrays);
    return driver;
  }

  /** exp is for arguments up to 0 in softmax, and below 40 in tanh; outside it is clamped. */
  @Test
  void expIsWithinTwoUlps() {
    check(UnaryOp.EXP, DType.F32, -87, 88, StrictMath::exp, y -> 2 * Math.ulp((float) y));
    check(UnaryOp.EXP, DType.F64, -708, 709, StrictMath::exp, y -> 2 * Math.ulp(y));
  }

  @Test
  void tanhErrsByLittle() {
    for (double range : new double[] {12, 1}) {
      check(UnaryOp.TANH, DType.F32, -range, range, StrictMath::tanh, y -> 3e-7);
      check(UnaryOp.TANH, DType.F64, -range, range, StrictMath::tanh, y -> 4e-16);
    }
  }

  @Test
  void tanhOfSmallValuesIsExactRelativeToThem() {
    check(UnaryOp.TANH, DType.F32, -1e-3, 1e-3, StrictMath::tanh, y -> 4 * Math.ulp((float) y));
    check(UnaryOp.TANH, DType.F64, -1e-3, 1e-3, StrictMath::tanh, y -> 2 * Math.ulp(y));
  }

  @Test
  void sigmoidErrsByLittle() {
    DoubleUnaryOperator sigmoid = x -> 1 / (1 + StrictMath.exp(-x));
    for (double range : new double[] {30, 2}) {
      check(UnaryOp.SIGMOID, DType.F32, -range, range, sigmoid, y -> 2e-7);
      check(UnaryOp.SIGMOID, DType.F64, -range, range, sigmoid, y -> 4e-16);
    }
  }

  /**
   * log is relative to itself, log1p too: softplus of a large negative number is nearly nothing.
   */
  @Test
  void logarithmsAreWithinThreeUlps() {
    for (double range : new double[] {1e30, 2, 1e-30}) {
      check(UnaryOp.LOG, DType.F32, range / 5000, range, StrictMath::log, y -> ulps(3, (float) y));
      check(UnaryOp.LOG, DType.F64, range / 5000, range, StrictMath::log, y -> ulps(3, y));
    }
    for (double range : new double[] {1, 1e-5}) {
      check(UnaryOp.LOG1P, DType.F32, 0, range, StrictMath::log1p, y -> ulps(3, (float) y));
      check(UnaryOp.LOG1P, DType.F64, 0, range, StrictMath::log1p, y -> ulps(3, y));
    }
  }

  @Test
  void erfErrsByLittleAndIsExactRelativeToSmallValues() {
    for (double range : new double[] {8, 1, 1e-3}) {
      check(UnaryOp.ERF, DType.F32, -range, range, ErrorFunction::erf, y -> ulps(6, (float) y));
      check(UnaryOp.ERF, DType.F64, -range, range, ErrorFunction::erf, y -> ulps(12, y));
    }
  }

  private static double ulps(int count, float y) {
    return count * Math.ulp(y);
  }

  private static double ulps(int count, double y) {
    return count * Math.ulp(y);
  }

  /** log of 0 and below is what Java says. */
  @Test
  void logarithmsOfWhatIsNotPositive() {
    double infinity = Double.POSITIVE_INFINITY;
    double[] x = Arrays.copyOf(new double[] {Double.NaN, infinity, 0, -0.0, -1, -infinity}, SIZE);
    double[] expected = {Double.NaN, infinity, -infinity, -infinity, Double.NaN, Double.NaN};
    everywhere((type, bits) -> {
      assertArrayEquals(expected, Arrays.copyOf(run(UnaryOp.LOG, type, bits, x), 6));
      assertTrue(Double.isNaN(run(UnaryOp.LOG1P, type, bits, x)[0]));
      double[] erf = Arrays.copyOf(run(UnaryOp.ERF, type, bits, x), 6);
      assertArrayEquals(new double[] {Double.NaN, 1, 0, -0.0, erf[4], -1}, erf);
    });
  }

  /** A net that diverges has to show: NaN stays NaN, infinities go to the limits. */
  @Test
  void whatIsNotFinite() {
    double infinity = Double.POSITIVE_INFINITY;
    double[] x =
        Arrays.copyOf(new double[] {Double.NaN, infinity, -infinity, 1e30, -1e30, 0, -0.0}, SIZE);
    everywhere((type, bits) -> {
      double[] exp = run(UnaryOp.EXP, type, bits, x);
      assertTrue(exp[1] > 1e38 && exp[3] == exp[1] && exp[2] < 2e-38 && exp[4] == exp[2]);
      assertArrayEquals(new double[] {1, 1}, Arrays.copyOfRange(exp, 5, 7));
      double[] tanh = Arrays.copyOf(run(UnaryOp.TANH, type, bits, x), 7);
      assertArrayEquals(new double[] {Double.NaN, 1, -1, 1, -1, 0, 0}, tanh, 3e-7);
      double[] sigmoid = Arrays.copyOf(run(UnaryOp.SIGMOID, type, bits, x), 7);
      assertArrayEquals(new double[] {Double.NaN, 1, 0, 1, 0, 0.5, 0.5}, sigmoid, 3e-7);
      assertTrue(Double.isNaN(exp[0]));
    });
  }

  /** Plain Java multiplies and adds where vectors fuse. */
  @Test
  void vectorsOfAnyWidthHaveTheSameBits() {
    everywhere((type, bits) -> {
      if (Target.ofBits(bits).lanes(type) > 1) {
        for (UnaryOp op : OPS) {
          double[] x = op == UnaryOp.LOG1P ? sweep(0, 1) : sweep(-20, 20);
          assertArrayEquals(run(op, type, 512, x), run(op, type, bits, x));
        }
      }
    });
  }

  private static void check(
      UnaryOp op,
      DType type,
      double from,
      double to,
      DoubleUnaryOperator function,
      DoubleUnaryOperator tolerance) {
    double[] x = sweep(from, to);
    for (int bits : Compilation.WIDTHS) {
      double[] y = run(op, type, bits, x);
      for (int i = 0; i < SIZE; i++) {
        double argument = type == DType.F32 ? (float) x[i] : x[i];
        double expected = function.applyAsDouble(argument);
        String what = op + " of " + type + " " + argument + " at " + bits + " bits";
        assertEquals(expected, y[i], tolerance.applyAsDouble(expected), what);
      }
    }
  }

  private static void everywhere(BiConsumer<DType, Integer> test) {
    for (DType type : List.of(DType.F32, DType.F64)) {
      Compilation.WIDTHS.forEach(bits -> test.accept(type, bits));
    }
  }

  /** Arguments are rounded to the type first. */
  private static double[] run(UnaryOp op, DType type, int bits, double[] x) {
    Object in = type == DType.F32 ? Reals.toFloats(x) : x;
    Object out = type == DType.F32 ? new float[SIZE] : new double[SIZE];
    try {
      Method method =
          CLASSES.get(name(type, bits)).getMethod(name(op), in.getClass(), out.getClass());
      method.invoke(null, in, out);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
    return Reals.toDoubles(out);
  }

  private static double[] sweep(double from, double to) {
    double[] values = new double[SIZE];
    for (int i = 0; i < SIZE; i++) {
      values[i] = from + (to - from) * i / (SIZE - 1);
    }
    return values;
  }
}
