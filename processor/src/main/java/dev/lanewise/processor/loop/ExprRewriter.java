package dev.lanewise.processor.loop;

import java.util.List;
import java.util.function.Consumer;

/**
 * Rebuilds statements and expressions from the leaves up; a pass overrides only what it changes.
 */
public abstract class ExprRewriter {
  /**
   * Called on each expression whose parts are rewritten already; may add statements before the
   * current one.
   */
  protected abstract Expr rewrite(Expr expr, Consumer<Stmt> before);

  /** What takes the place of a parameter. */
  protected Buffer buffer(Buffer buffer) {
    return buffer;
  }

  public final Kernel apply(Kernel kernel) {
    return new Kernel(
        kernel.name(),
        kernel.buffers().stream().map(this::buffer).distinct().toList(),
        kernel.indices(),
        statements(kernel.body()),
        kernel.comment());
  }

  private List<Stmt> statements(List<Stmt> body) {
    List<Stmt> result = new java.util.ArrayList<>();
    for (Stmt statement : body) {
      result.add(
          switch (statement) {
            case Stmt.For f ->
                new Stmt.For(f.variable(), f.from(), f.to(), f.step(), statements(f.body()));
            case Stmt.Define d -> new Stmt.Define(d.register(), expr(d.value(), result::add));
            case Stmt.Assign a -> new Stmt.Assign(a.register(), expr(a.value(), result::add));
            case Stmt.Store s ->
                new Stmt.Store(buffer(s.buffer()), s.at(), expr(s.value(), result::add));
            case Stmt.Let l -> l;
            case Stmt.Remark r -> r;
            case Stmt.Call c -> c;
            case Stmt.Copy c -> c;
            case Stmt.Clear c -> c;
          });
    }
    return List.copyOf(result);
  }

  protected final Expr expr(Expr e, Consumer<Stmt> before) {
    Expr rebuilt =
        switch (e) {
          case Expr.Const c -> c;
          case Expr.Use u -> u;
          case Expr.Load l -> new Expr.Load(buffer(l.buffer()), l.at(), l.lanes());
          case Expr.LaneIndex i -> i;
          case Expr.FromIndex f -> f;
          case Expr.Broadcast b -> new Expr.Broadcast(expr(b.scalar(), before), b.lanes());
          case Expr.Unary u -> new Expr.Unary(u.op(), expr(u.a(), before));
          case Expr.Binary b -> new Expr.Binary(b.op(), expr(b.a(), before), expr(b.b(), before));
          case Expr.Fma f ->
              new Expr.Fma(expr(f.a(), before), expr(f.b(), before), expr(f.addend(), before));
          case Expr.Select s ->
              new Expr.Select(
                  s.op(),
                  expr(s.left(), before),
                  expr(s.right(), before),
                  expr(s.yes(), before),
                  expr(s.no(), before));
          case Expr.Shift s -> new Expr.Shift(s.op(), expr(s.a(), before), s.distance());
          case Expr.Reinterpret r -> new Expr.Reinterpret(r.dtype(), expr(r.a(), before));
          case Expr.Zip z -> new Expr.Zip(expr(z.a(), before), expr(z.b(), before), z.upper());
          case Expr.Reduce r -> new Expr.Reduce(r.op(), expr(r.a(), before));
        };
    return rewrite(rebuilt, before);
  }
}
