package dev.lanewise.processor.loop;

import java.util.List;

/**
 * Counts what a kernel will cost the JIT: Vector API call sites. Above about 93 C1 gives up ("out
 * of virtual registers"), the method stays interpreted for seconds, and some runs never recover.
 */
public final class CallSites {
  /** What lowering aims at. */
  public static final int BUDGET = 64;

  /** What the verifier enforces. */
  public static final int LIMIT = 90;

  private CallSites() {}

  public static int of(Kernel kernel) {
    return statements(kernel.body());
  }

  private static int statements(List<Stmt> body) {
    int sites = 0;
    for (Stmt statement : body) {
      sites +=
          switch (statement) {
            case Stmt.For f -> statements(f.body());
            case Stmt.Define d -> of(d.value());
            case Stmt.Assign a -> of(a.value());
            case Stmt.Store s -> of(s.value()) + (s.value().type().lanes() > 1 ? 1 : 0);
            case Stmt.Let l -> 0;
            case Stmt.Remark r -> 0;
            case Stmt.Call c -> 0;
            case Stmt.Copy c -> 0;
            case Stmt.Clear c -> 0;
          };
    }
    return sites;
  }

  /** Call sites of an expression. */
  public static int of(Expr e) {
    int own =
        e.type().lanes() > 1
                || e instanceof Expr.Reduce(Expr.ReduceOp op, Expr a) && a.type().lanes() > 1
            ? 1
            : 0;
    return switch (e) {
      case Expr.Const c -> 0;
      case Expr.Use u -> 0;
      case Expr.Load l -> own;
      case Expr.LaneIndex i -> own;
      case Expr.FromIndex f -> 0;
      case Expr.Broadcast b -> own + of(b.scalar());
      case Expr.Unary u -> own + of(u.a());
      case Expr.Binary b -> own + of(b.a()) + operand(b.b());
      case Expr.Fma f -> own + of(f.a()) + of(f.b()) + of(f.addend());
      case Expr.Select s ->
          2 * own + of(s.left()) + operand(s.right()) + operand(s.yes()) + of(s.no());
      case Expr.Shift s -> own + of(s.a());
      case Expr.Reinterpret r -> own + of(r.a());
      // Below 512 bits two rearrangements and a blend, in one call.
      case Expr.Zip z -> (bits(z.type()) == 512 ? own : 3 * own) + of(z.a()) + of(z.b());
      case Expr.Reduce r -> own + of(r.a());
    };
  }

  /** Of a number in all lanes: none, where a call takes it as a scalar. */
  private static int operand(Expr e) {
    return e instanceof Expr.Broadcast s ? of(s.scalar()) : of(e);
  }

  private static int bits(Expr.Type type) {
    return type.lanes() * type.dtype().bits();
  }
}
