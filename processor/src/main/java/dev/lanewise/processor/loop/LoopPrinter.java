package dev.lanewise.processor.loop;

import java.util.List;
import java.util.stream.Collectors;

/** Prints loop IR as text, for dumps, comments and tests. */
public final class LoopPrinter {
  private final StringBuilder out = new StringBuilder();

  private LoopPrinter() {}

  public static String print(Kernel kernel) {
    LoopPrinter printer = new LoopPrinter();
    printer.method("kernel", kernel.name(), kernel.buffers(), kernel.indices(), kernel.body());
    return printer.out.toString();
  }

  public static String print(Driver driver) {
    LoopPrinter printer = new LoopPrinter();
    printer.method("driver", driver.name(), driver.buffers(), driver.indices(), driver.body());
    return printer.out.toString();
  }

  private void method(
      String kind, String name, List<Buffer> buffers, List<String> indices, List<Stmt> body) {
    String parameters =
        buffers.stream().map(b -> b.dtype() + "[] " + b.name()).collect(Collectors.joining(", "));
    out.append(kind).append(' ').append(name).append('(').append(parameters);
    indices.forEach(index -> out.append(", ").append(index));
    out.append(") {\n");
    statements(body, "  ");
    out.append("}\n");
  }

  private void statements(List<Stmt> body, String indent) {
    for (Stmt statement : body) {
      out.append(indent);
      switch (statement) {
        case Stmt.For f -> {
          out.append("for ").append(f.variable()).append(" in ").append(print(f.from()));
          out.append(" until ").append(print(f.to())).append(" step ").append(f.step());
          out.append(" {\n");
          statements(f.body(), indent + "  ");
          out.append(indent).append("}");
        }
        case Stmt.Remark r -> out.append("// ").append(r.text());
        case Stmt.Let l -> out.append(l.name()).append(" = ").append(print(l.value()));
        case Stmt.Define d ->
            out.append(d.register().name())
                .append(" : ")
                .append(d.register().type())
                .append(" = ")
                .append(print(d.value()));
        case Stmt.Assign a ->
            out.append(a.register().name()).append(" := ").append(print(a.value()));
        case Stmt.Store s ->
            out.append(s.buffer().name())
                .append('[')
                .append(print(s.at()))
                .append("] = ")
                .append(print(s.value()));
        case Stmt.Call c -> {
          out.append("call ").append(c.kernel().name()).append('(');
          out.append(c.buffers().stream().map(Buffer::name).collect(Collectors.joining(", ")));
          c.indices().forEach(index -> out.append(", ").append(print(index)));
          out.append(')');
        }
        case Stmt.Copy c ->
            out.append("copy ")
                .append(c.from().name())
                .append('[')
                .append(print(c.fromAt()))
                .append("] to ")
                .append(c.to().name())
                .append('[')
                .append(print(c.toAt()))
                .append("], ")
                .append(print(c.count()));
        case Stmt.Clear c ->
            out.append("clear ")
                .append(c.buffer().name())
                .append('[')
                .append(print(c.from()))
                .append("], ")
                .append(print(c.count()));
      }
      out.append('\n');
    }
  }

  /** An index as an infix expression. */
  public static String print(Index index) {
    return switch (index) {
      case Index.Const(int value) -> Integer.toString(value);
      case Index.Var(String name) -> name;
      case Index.Sum(Index a, Index.Const(int c)) when c < 0 -> print(a) + " - " + -c;
      case Index.Sum(Index a, Index.Product(Index b, Index.Const(int c))) when c == -1 ->
          print(a) + " - " + factor(b);
      case Index.Sum(Index a, Index b) -> print(a) + " + " + print(b);
      case Index.Product(Index a, Index b) -> factor(a) + " * " + factor(b);
      case Index.Quotient(Index a, int divisor) -> factor(a) + " / " + divisor;
      case Index.Remainder(Index a, int divisor) -> factor(a) + " % " + divisor;
      case Index.Min(Index a, Index b) -> "Math.min(" + print(a) + ", " + print(b) + ")";
      case Index.Max(Index a, Index b) -> "Math.max(" + print(a) + ", " + print(b) + ")";
      case Index.Element(Buffer buffer, Index at) -> buffer.name() + "[" + print(at) + "]";
    };
  }

  private static String factor(Index index) {
    return switch (index) {
      case Index.Const c -> print(c);
      case Index.Var v -> print(v);
      case Index.Min m -> print(m);
      case Index.Max m -> print(m);
      case Index.Element e -> print(e);
      default -> "(" + print(index) + ")";
    };
  }

  private static String print(Expr e) {
    return switch (e) {
      case Expr.Const c -> Double.toString(c.value());
      case Expr.Use u -> u.register().name();
      case Expr.Load l ->
          (l.lanes() == 1 ? "" : "load ") + l.buffer().name() + "[" + print(l.at()) + "]";
      case Expr.Broadcast b -> "broadcast(" + print(b.scalar()) + ")";
      case Expr.LaneIndex i -> "lane";
      case Expr.FromIndex f -> f.dtype() + "(" + print(f.index()) + ")";
      case Expr.Unary u -> u.op().name().toLowerCase() + "(" + print(u.a()) + ")";
      case Expr.Binary b ->
          b.op().name().toLowerCase() + "(" + print(b.a()) + ", " + print(b.b()) + ")";
      case Expr.Fma f ->
          "fma(" + print(f.a()) + ", " + print(f.b()) + ", " + print(f.addend()) + ")";
      case Expr.Select s ->
          "select("
              + print(s.left())
              + " "
              + s.op()
              + " "
              + print(s.right())
              + ", "
              + print(s.yes())
              + ", "
              + print(s.no())
              + ")";
      case Expr.Shift s ->
          "shift_" + s.op().name().toLowerCase() + "(" + print(s.a()) + ", " + s.distance() + ")";
      case Expr.Reinterpret r -> "bits_" + r.dtype() + "(" + print(r.a()) + ")";
      case Expr.Zip z ->
          "zip_" + (z.upper() ? "upper" : "lower") + "(" + print(z.a()) + ", " + print(z.b()) + ")";
      case Expr.Reduce r -> "reduce_" + r.op().name().toLowerCase() + "(" + print(r.a()) + ")";
    };
  }
}
