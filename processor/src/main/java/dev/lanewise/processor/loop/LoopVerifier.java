package dev.lanewise.processor.loop;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Checks what the types of the IR cannot say. A violation is a fault of a lowering, never of the
 * user.
 */
public final class LoopVerifier {
  private final String method;
  private final boolean kernel;
  private final Set<String> buffers = new HashSet<>();

  private LoopVerifier(String method, boolean kernel, List<Buffer> buffers) {
    this.method = method;
    this.kernel = kernel;
    buffers.forEach(buffer -> this.buffers.add(buffer.name()));
  }

  public static void verify(Kernel kernel) {
    LoopVerifier verifier = new LoopVerifier(kernel.name(), true, kernel.buffers());
    verifier.statements(kernel.body(), new HashSet<>(kernel.indices()));
    int sites = CallSites.of(kernel);
    verifier.require(
        sites <= CallSites.LIMIT, sites + " vector call sites, limit " + CallSites.LIMIT);
    verifier.require(hotLoops(kernel.body()) <= 1, "more than one hot loop");
  }

  public static void verify(Driver driver) {
    LoopVerifier verifier = new LoopVerifier(driver.name(), false, driver.buffers());
    verifier.statements(driver.body(), new HashSet<>(driver.indices()));
  }

  /**
   * Innermost loops: C2 allocates registers well for one of them in a method, measured 3 to 4 times
   * worse for two.
   */
  private static int hotLoops(List<Stmt> body) {
    int loops = 0;
    for (Stmt statement : body) {
      if (statement instanceof Stmt.For f) {
        loops += Math.max(1, hotLoops(f.body()));
      }
    }
    return loops;
  }

  private void statements(List<Stmt> body, Set<String> outer) {
    Set<String> defined = new HashSet<>(outer);
    for (Stmt statement : body) {
      switch (statement) {
        case Stmt.Remark r -> {}
        case Stmt.For f -> {
          index(f.from(), defined);
          index(f.to(), defined);
          Set<String> inner = new HashSet<>(defined);
          require(inner.add(f.variable()), "loop variable " + f.variable() + " hides another name");
          statements(f.body(), inner);
        }
        case Stmt.Let l -> {
          index(l.value(), defined);
          require(defined.add(l.name()), l.name() + " is defined twice");
        }
        case Stmt.Define d -> {
          kernelOnly(statement);
          expr(d.value(), defined);
          require(
              d.register().type().equals(d.value().type()),
              d.register() + " gets " + d.value().type());
          require(defined.add(d.register().name()), d.register().name() + " is defined twice");
        }
        case Stmt.Assign a -> {
          kernelOnly(statement);
          require(a.register().mutable(), a.register().name() + " is not mutable");
          require(defined.contains(a.register().name()), a.register().name() + " is not defined");
          require(
              a.register().type().equals(a.value().type()),
              a.register() + " gets " + a.value().type());
          expr(a.value(), defined);
        }
        case Stmt.Store s -> {
          kernelOnly(statement);
          index(s.at(), defined);
          expr(s.value(), defined);
          require(buffers.contains(s.buffer().name()), "unknown array " + s.buffer().name());
          require(
              s.buffer().dtype() == s.value().type().dtype(),
              "store of " + s.value().type() + " to " + s.buffer());
        }
        case Stmt.Call c -> {
          require(!kernel, "a kernel calls " + c.kernel().name());
          require(
              c.buffers().size() == c.kernel().buffers().size(), "arrays of " + c.kernel().name());
          require(
              c.indices().size() == c.kernel().indices().size(), "indices of " + c.kernel().name());
          for (int i = 0; i < c.buffers().size(); i++) {
            require(
                buffers.contains(c.buffers().get(i).name()),
                "unknown array " + c.buffers().get(i).name());
            require(
                c.buffers().get(i).dtype() == c.kernel().buffers().get(i).dtype(),
                "array type of " + c.kernel().name());
          }
          c.indices().forEach(index -> index(index, defined));
        }
        case Stmt.Copy c -> {
          require(!kernel, "a kernel copies");
          index(c.fromAt(), defined);
          index(c.toAt(), defined);
          index(c.count(), defined);
        }
        case Stmt.Clear c -> {
          require(!kernel, "a kernel clears");
          index(c.from(), defined);
          index(c.count(), defined);
        }
      }
    }
  }

  private void kernelOnly(Stmt statement) {
    require(kernel, "a driver holds " + statement);
  }

  private void index(Index index, Set<String> defined) {
    switch (index) {
      case Index.Const c -> {}
      case Index.Var(String name) -> require(defined.contains(name), name + " is not defined");
      case Index.Sum(Index a, Index b) -> both(a, b, defined);
      case Index.Product(Index a, Index b) -> both(a, b, defined);
      case Index.Min(Index a, Index b) -> both(a, b, defined);
      case Index.Max(Index a, Index b) -> both(a, b, defined);
      case Index.Quotient(Index a, int divisor) -> index(a, defined);
      case Index.Remainder(Index a, int divisor) -> index(a, defined);
      case Index.Element(Buffer buffer, Index at) -> {
        require(
            buffers.contains(buffer.name()) && buffer.dtype() == DType.I32,
            "no i32 array " + buffer);
        index(at, defined);
      }
    }
  }

  private void both(Index a, Index b, Set<String> defined) {
    index(a, defined);
    index(b, defined);
  }

  private void expr(Expr e, Set<String> defined) {
    switch (e) {
      case Expr.Const c -> {}
      case Expr.LaneIndex i -> {}
      case Expr.FromIndex f -> index(f.index(), defined);
      case Expr.Use u ->
          require(defined.contains(u.register().name()), u.register().name() + " is not defined");
      case Expr.Load l -> {
        index(l.at(), defined);
        require(buffers.contains(l.buffer().name()), "unknown array " + l.buffer().name());
      }
      case Expr.Broadcast b -> {
        expr(b.scalar(), defined);
        require(b.scalar().type().lanes() == 1, "broadcast of a vector");
      }
      case Expr.Unary u -> expr(u.a(), defined);
      case Expr.Binary b -> {
        expr(b.a(), defined);
        expr(b.b(), defined);
        require(
            b.a().type().equals(b.b().type()),
            b.op() + " of " + b.a().type() + " and " + b.b().type());
        require(
            !b.op().isOfIntegers() || !b.a().type().dtype().isFloat(),
            b.op() + " of " + b.a().type());
      }
      case Expr.Fma f -> {
        expr(f.a(), defined);
        expr(f.b(), defined);
        expr(f.addend(), defined);
        require(
            f.a().type().equals(f.b().type()) && f.a().type().equals(f.addend().type()),
            "fma of mixed types");
      }
      case Expr.Select s -> {
        expr(s.left(), defined);
        expr(s.right(), defined);
        expr(s.yes(), defined);
        expr(s.no(), defined);
        require(s.yes().type().equals(s.no().type()), "select of mixed types");
        require(s.left().type().equals(s.right().type()), "comparison of mixed types");
        require(s.left().type().lanes() == s.yes().type().lanes(), "select of mixed lanes");
      }
      case Expr.Shift s -> {
        expr(s.a(), defined);
        require(!s.a().type().dtype().isFloat(), "shift of " + s.a().type());
      }
      case Expr.Reinterpret r -> {
        expr(r.a(), defined);
        require(r.dtype().bits() == r.a().type().dtype().bits(), "reinterpret of another size");
      }
      case Expr.Zip z -> {
        expr(z.a(), defined);
        expr(z.b(), defined);
        require(z.a().type().equals(z.b().type()), "zip of mixed types");
        require(z.a().type().lanes() > 1, "zip of scalars");
      }
      case Expr.Reduce r -> expr(r.a(), defined);
    }
  }

  private void require(boolean condition, String fault) {
    if (!condition) {
      throw new IllegalStateException("loop IR of " + method + ": " + fault);
    }
  }
}
