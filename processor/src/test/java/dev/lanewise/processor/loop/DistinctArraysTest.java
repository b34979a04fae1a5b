package dev.lanewise.processor.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Parameters that get the same array are one, and calls that share alike share a kernel. */
class DistinctArraysTest {
  private static final Buffer X = new Buffer("x", DType.F32);
  private static final Buffer W = new Buffer("w", DType.F32);
  private static final Buffer Y = new Buffer("y", DType.F32);
  private static final Buffer LABEL = new Buffer("label", DType.I32);
  private static final Buffer OTHER = new Buffer("other", DType.I32);
  private static final Buffer ARENA = new Buffer("arena", DType.F32);
  private static final Buffer WEIGHTS = new Buffer("weights", DType.F32);
  private static final Buffer LABELS = new Buffer("labels", DType.I32);

  private static Expr load(Buffer buffer, String at) {
    return new Expr.Load(buffer, Index.var(at), 16);
  }

  /** {@code y[yAt] = x[xAt] + w[wAt]}. */
  private static Kernel kernel(Buffer x, Buffer w, Buffer y, List<Buffer> parameters) {
    Stmt store = new Stmt.Store(y, Index.var("yAt"), load(x, "xAt").plus(load(w, "wAt")));
    return new Kernel("add", parameters, List.of("xAt", "wAt", "yAt"), List.of(store), "");
  }

  private static Stmt.Call call(Kernel kernel, Buffer... arrays) {
    Index[] indices = {Index.ZERO, Index.of(16), Index.of(32)};
    DriverBuilder driver = new DriverBuilder("driver", List.of(ARENA, WEIGHTS), List.of());
    driver.call(kernel, List.of(arrays), indices);
    Driver built = driver.build("");
    LoopVerifier.verify(built);
    return (Stmt.Call) built.body().getFirst();
  }

  @Test
  void theFirstOfThoseThatShareStands() {
    Kernel all = kernel(X, W, Y, List.of(X, W, Y));
    Stmt.Call twice = call(all, ARENA, WEIGHTS, ARENA);
    assertEquals(kernel(X, W, X, List.of(X, W)), twice.kernel());
    assertEquals(List.of(ARENA, WEIGHTS), twice.buffers());
    assertEquals(List.of(Index.ZERO, Index.of(16), Index.of(32)), twice.indices());
    LoopVerifier.verify(twice.kernel());
    Stmt.Call thrice = call(all, ARENA, ARENA, ARENA);
    assertEquals(kernel(X, X, X, List.of(X)), thrice.kernel());
    assertEquals(List.of(ARENA), thrice.buffers());
  }

  @Test
  void callsThatShareAlikeShareAKernel() {
    Kernel all = kernel(X, W, Y, List.of(X, W, Y));
    assertEquals(
        call(all, ARENA, WEIGHTS, ARENA).kernel(), call(all, WEIGHTS, ARENA, WEIGHTS).kernel());
    assertNotEquals(
        call(all, ARENA, WEIGHTS, ARENA).kernel(), call(all, ARENA, WEIGHTS, WEIGHTS).kernel());
  }

  /** They are read by indices, which keep the parameter's name. */
  @Test
  void arraysOfIntsStayApart() {
    Stmt store =
        new Stmt.Store(
            Y, new Index.Element(LABEL, new Index.Element(OTHER, Index.ZERO)), load(X, "xAt"));
    Kernel picks =
        new Kernel("pick", List.of(X, Y, LABEL, OTHER), List.of("xAt"), List.of(store), "");
    DriverBuilder driver = new DriverBuilder("driver", List.of(ARENA, LABELS), List.of());
    driver.call(picks, List.of(ARENA, ARENA, LABELS, LABELS), Index.ZERO);
    Stmt.Call call = (Stmt.Call) driver.build("").body().getFirst();
    assertEquals(List.of(ARENA, LABELS, LABELS), call.buffers());
    assertEquals(List.of(X, LABEL, OTHER), call.kernel().buffers());
    LoopVerifier.verify(call.kernel());
  }
}
