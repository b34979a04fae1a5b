package dev.lanewise.processor.loop;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What the verifier of loop IR refuses: mistakes of a lowering, each by name. */
class LoopVerifierTest {
  private static final DType F32 = DType.F32;
  private static final Index N = Index.var("n");

  @Test
  void aSoundKernelPasses() {
    KernelBuilder k = new KernelBuilder("axpy", Target.VECTOR_512);
    Buffer x = k.buffer("x", F32);
    Buffer y = k.buffer("y", F32);
    Index n = k.index("n");
    k.loop(
        "i",
        Index.ZERO,
        n,
        k.lanes(F32),
        i -> k.store(y, i, k.load(x, i).fma(k.constant(F32, 2), k.load(y, i))));
    assertDoesNotThrow(() -> LoopVerifier.verify(k.build("")));
  }

  @Test
  void undefinedNames() {
    refused("sum", k -> k.store(k.buffer("y", F32), Index.ZERO, use("sum", false)));
    refused("j", k -> k.store(k.buffer("y", F32), Index.var("j"), k.constant(F32, 0)));
    refused("stranger", k -> k.store(new Buffer("stranger", F32), Index.ZERO, k.constant(F32, 0)));
    refused(
        "stranger",
        k -> {
          Buffer y = k.buffer("y", F32);
          k.store(y, Index.ZERO, k.load(new Buffer("stranger", F32), Index.ZERO));
        });
  }

  @Test
  void aRegisterOfALoopIsUnknownBehindIt() {
    refused(
        "v",
        k -> {
          Buffer y = k.buffer("y", F32);
          Expr[] inside = new Expr[1];
          k.loop("i", 4, i -> inside[0] = k.let("v", k.load(y, i)));
          k.store(y, Index.ZERO, inside[0]);
        });
  }

  @Test
  void registersThatAreWrittenOnce() {
    refused(
        "not mutable",
        k -> {
          Expr value = k.let("v", k.constant(F32, 1));
          k.assign((Expr.Use) value, k.constant(F32, 2));
        });
  }

  @Test
  void mixedTypes() {
    Expr single = new Expr.Const(F32, 1);
    Expr twofold = new Expr.Const(DType.F64, 1);
    Expr integer = new Expr.Const(DType.I32, 1);
    refused("ADD", k -> k.let("v", single.plus(twofold)));
    refused("fma", k -> k.let("v", single.fma(single, twofold)));
    refused("select", k -> k.let("v", single.select(Expr.Comparison.LT, single, single, twofold)));
    refused(
        "comparison", k -> k.let("v", single.select(Expr.Comparison.LT, twofold, single, single)));
    refused("shift", k -> k.let("v", new Expr.Shift(Expr.ShiftOp.LEFT, single, 3)));
    refused("reinterpret", k -> k.let("v", new Expr.Reinterpret(DType.I64, single)));
    refused("store", k -> k.store(k.buffer("y", F32), Index.ZERO, integer));
    refused(
        "gets",
        k -> {
          Expr.Use sum = k.variable("sum", k.constant(F32, 0));
          k.assign(sum, k.constant(DType.F64, 1));
        });
  }

  @Test
  void lanesThatDiffer() {
    refused("zip", k -> k.let("v", k.zip(k.constant(F32, 1), k.constant(DType.F64, 1), false)));
    refused(
        "zip of scalars",
        k -> k.let("v", k.zip(new Expr.Const(F32, 1), new Expr.Const(F32, 2), true)));
    refused("ADD", k -> k.let("v", k.constant(F32, 1).plus(new Expr.Const(F32, 1))));
  }

  @Test
  void moreCallSitesThanC1Takes() {
    refused(
        "call sites",
        k -> {
          Buffer y = k.buffer("y", F32);
          for (int i = 0; i <= CallSites.LIMIT; i++) {
            k.let("v", k.load(y, Index.of(i)));
          }
        });
  }

  @Test
  void twoHotLoops() {
    refused(
        "hot loop",
        k -> {
          Buffer y = k.buffer("y", F32);
          k.loop("i", 4, i -> k.store(y, i, k.constant(F32, 0)));
          k.loop("j", 4, j -> k.store(y, j, k.constant(F32, 1)));
        });
    refused(
        "hot loop",
        k -> {
          Buffer y = k.buffer("y", F32);
          k.loop(
              "i",
              4,
              i -> {
                k.loop("j", 4, j -> k.store(y, j, k.constant(F32, 0)));
                k.loop("l", 4, l -> k.store(y, l, k.constant(F32, 1)));
              });
        });
  }

  @Test
  void namesThatHideOthers() {
    Stmt.For inner = new Stmt.For("i", Index.ZERO, Index.ONE, 1, List.of());
    Stmt.For outer = new Stmt.For("i", Index.ZERO, Index.ONE, 1, List.of(inner));
    refused("hides", kernel(List.of(outer)));
    Stmt.Let let = new Stmt.Let("n", Index.ONE);
    refused("defined twice", kernel(List.of(let, let)));
  }

  @Test
  void whatBelongsToDriversAlone() {
    Buffer y = new Buffer("y", F32);
    refused("copies", kernel(List.of(new Stmt.Copy(y, Index.ZERO, y, Index.ONE, Index.ONE))));
    refused("clears", kernel(List.of(new Stmt.Clear(y, Index.ZERO, Index.ONE))));
    Kernel callee = new KernelBuilder("callee", Target.SCALAR).build("");
    refused("calls callee", kernel(List.of(new Stmt.Call(callee, List.of(), List.of()))));
  }

  @Test
  void whatBelongsToKernelsAlone() {
    Buffer y = new Buffer("y", F32);
    Stmt store = new Stmt.Store(y, Index.ZERO, new Expr.Const(F32, 1));
    Driver driver = new Driver("driver", List.of(y), List.of(), List.of(store), "");
    refused("a driver holds", () -> LoopVerifier.verify(driver));
  }

  @Test
  void callsThatDoNotFitTheKernel() {
    KernelBuilder k = new KernelBuilder("callee", Target.VECTOR_512);
    k.buffer("x", F32);
    k.index("n");
    Kernel callee = k.build("");
    Buffer floats = new Buffer("floats", F32);
    Buffer ints = new Buffer("ints", DType.I32);
    refusedCall("arrays of callee", callee, List.of(), N);
    refusedCall("indices of callee", callee, List.of(floats));
    refusedCall("array type of callee", callee, List.of(ints), N);
    refusedCall("unknown array", callee, List.of(new Buffer("stranger", F32)), N);
    refusedCall("m", callee, List.of(floats), Index.var("m"));
  }

  private static void refusedCall(
      String fault, Kernel kernel, List<Buffer> arrays, Index... indices) {
    Buffer floats = new Buffer("floats", F32);
    Buffer ints = new Buffer("ints", DType.I32);
    DriverBuilder driver = new DriverBuilder("driver", List.of(floats, ints), List.of("n"));
    driver.call(kernel, arrays, indices);
    refused(fault, () -> LoopVerifier.verify(driver.build("")));
  }

  private static Expr use(String name, boolean mutable) {
    return new Expr.Use(new Expr.Register(name, new Expr.Type(F32, 16), mutable));
  }

  private static Kernel kernel(List<Stmt> body) {
    return new Kernel("kernel", List.of(new Buffer("y", F32)), List.of(), body, "");
  }

  private static void refused(String fault, Consumer<KernelBuilder> body) {
    KernelBuilder k = new KernelBuilder("kernel", Target.VECTOR_512);
    body.accept(k);
    refused(fault, k.build(""));
  }

  private static void refused(String fault, Kernel kernel) {
    refused(fault, () -> LoopVerifier.verify(kernel));
  }

  private static void refused(String fault, Runnable verification) {
    IllegalStateException e = assertThrows(IllegalStateException.class, verification::run);
    assertTrue(e.getMessage().contains(fault), e::getMessage);
  }
}
