package dev.lanewise.processor.loop.pass;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.processor.Javac;
import dev.lanewise.processor.compiled.Compilation;
import dev.lanewise.processor.loop.Buffer;
import dev.lanewise.processor.loop.CallSites;
import dev.lanewise.processor.loop.DType;
import dev.lanewise.processor.loop.DriverBuilder;
import dev.lanewise.processor.loop.Expr;
import dev.lanewise.processor.loop.Index;
import dev.lanewise.processor.loop.Kernel;
import dev.lanewise.processor.loop.KernelBuilder;
import dev.lanewise.processor.loop.Target;
import dev.lanewise.processor.target.java.JavaTarget;
import dev.lanewise.runtime.program.Reals;
import java.lang.invoke.MethodHandles;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Maxima and minima with constants, compared: the same bits as Java's at every width. */
class CompareBoundsTest {
  private static final double INFINITY = Double.POSITIVE_INFINITY;
  private static final double[] VALUES = {
    0, -0.0, 1, -1, 6, -7.5, 7, Double.NaN, INFINITY, -INFINITY, 1e-30, -1e-30, 5.5, 6.5, -8, -7
  };

  /** What a kernel computes of each element, and Java's word for it. */
  private record Case(UnaryOperator<Expr> kernel, DoubleUnaryOperator java, boolean compared) {}

  private static final List<Case> CASES = cases();

  private static List<Case> cases() {
    List<Case> cases = new ArrayList<>();
    for (double bound : new double[] {0, 6, -7.5, INFINITY, -INFINITY}) {
      cases.add(new Case(x -> x.max(x.constant(bound)), x -> Math.max(x, bound), true));
      cases.add(new Case(x -> x.min(x.constant(bound)), x -> Math.min(x, bound), bound != 0));
    }
    cases.add(
        new Case(
            x -> x.plus(1).max(x.constant(0)).min(x.constant(6)),
            x -> Math.min(Math.max(x + 1, 0), 6),
            true));
    cases.add(new Case(x -> x.max(x.times(2)), x -> Math.max(x, x * 2), false));
    return cases;
  }

  private static Kernel kernel(String name, UnaryOperator<Expr> of, DType type, Target target) {
    KernelBuilder k = new KernelBuilder(name, target);
    Buffer x = k.buffer("x", type);
    Buffer y = k.buffer("y", type);
    k.loop(
        "i",
        Index.ZERO,
        Index.of(VALUES.length),
        k.lanes(type),
        i -> k.store(y, i, of.apply(k.load(x, i))));
    return k.build("");
  }

  @Test
  void allWidthsHaveTheBitsOfJavasMaximum() throws ReflectiveOperationException {
    for (DType type : List.of(DType.F32, DType.F64)) {
      for (int bits : Compilation.WIDTHS) {
        Class<?> program = program(type, bits);
        for (int i = 0; i < CASES.size(); i++) {
          Object in = type == DType.F32 ? Reals.toFloats(VALUES) : VALUES.clone();
          Object out = type == DType.F32 ? new float[VALUES.length] : new double[VALUES.length];
          program.getMethod("case" + i, in.getClass(), out.getClass()).invoke(null, in, out);
          double[] expected = Arrays.stream(Reals.toDoubles(in)).map(CASES.get(i).java).toArray();
          if (type == DType.F32) {
            expected = Reals.toDoubles(Reals.toFloats(expected));
          }
          assertArrayEquals(
              bits(expected), bits(Reals.toDoubles(out)), "case " + i + " at " + bits + " bits");
        }
      }
    }
  }

  private static Class<?> program(DType type, int bits) throws IllegalAccessException {
    Target target = Target.ofBits(bits);
    String home = CompareBoundsTest.class.getPackageName();
    String name = "Bounds" + type.bits() + "At" + bits;
    List<Buffer> arrays = List.of(new Buffer("x", type), new Buffer("y", type));
    List<DriverBuilder> drivers = new ArrayList<>();
    for (int i = 0; i < CASES.size(); i++) {
      Kernel kernel = kernel("kernel" + i, CASES.get(i).kernel, type, target);
      Kernel compared = CompareBounds.run(kernel);
      boolean changes = CASES.get(i).compared && target.lanes(type) > 1;
      assertEquals(changes, !compared.equals(kernel), "case " + i);
      DriverBuilder driver = new DriverBuilder("case" + i, arrays, List.of());
      driver.call(compared, arrays);
      drivers.add(driver);
    }
    String source =
        JavaTarget.emit(
            home, name, target, type, drivers.stream().map(driver -> driver.build("")).toList());
    Javac.Result result =
        Javac.withVectors().source(home.replace('.', '/') + "/" + name + ".java", source).compile();
    assertTrue(result.success(), () -> String.join("\n", result.messages()));
    return MethodHandles.lookup().defineClass(result.classes().values().iterator().next());
  }

  /** All NaNs alike. */
  private static long[] bits(double[] values) {
    return Arrays.stream(values).mapToLong(Double::doubleToLongBits).toArray();
  }

  /** A maximum is one call, a comparison two. */
  @Test
  void whereCallsWouldBeTooManyItStays() {
    Kernel most = clips(20);
    assertEquals(60, CallSites.of(most));
    assertEquals(most, CompareBounds.run(most));
    Kernel fewer = clips(16);
    assertNotEquals(fewer, CompareBounds.run(fewer));
    assertEquals(64, CallSites.of(CompareBounds.run(fewer)));
  }

  private static Kernel clips(int vectors) {
    KernelBuilder k = new KernelBuilder("clips", Target.VECTOR_256);
    Buffer x = k.buffer("x", DType.F32);
    for (int i = 0; i < vectors; i++) {
      Expr value = k.load(x, Index.of(i * 8));
      k.store(x, Index.of(i * 8), value.max(value.constant(0)));
    }
    return k.build("");
  }
}
