package dev.lanewise.processor.loop.pass;

import dev.lanewise.processor.loop.CallSites;
import dev.lanewise.processor.loop.Expr;
import dev.lanewise.processor.loop.Expr.BinaryOp;
import dev.lanewise.processor.loop.Expr.Comparison;
import dev.lanewise.processor.loop.ExprRewriter;
import dev.lanewise.processor.loop.Kernel;
import dev.lanewise.processor.loop.Stmt;
import java.util.function.Consumer;

/**
 * Turns the maximum or minimum of a vector and a constant into a comparison with the same bits:
 *
 * <pre>
 * y = max(x, c)   becomes   y = x &lt;= c ? c : x
 * </pre>
 *
 * <p>{@code max} is six instructions on x86, since Java's orders zeros and passes NaNs on. A
 * depthwise convolution with ReLU takes 0.91 of the time, small networks 0.95 to 0.98, other
 * convolutions 0.98 to 1.00. The maximum of two vectors stays: for NaNs it would take two
 * comparisons, and pooling by them took as long.
 */
public final class CompareBounds extends ExprRewriter {
  private int counter;

  /** The kernel, as it is where comparisons, two calls each, would be too many. */
  public static Kernel run(Kernel kernel) {
    Kernel compared = new CompareBounds().apply(kernel);
    return CallSites.of(compared) <= CallSites.BUDGET ? compared : kernel;
  }

  @Override
  protected Expr rewrite(Expr e, Consumer<Stmt> before) {
    return e instanceof Expr.Binary(BinaryOp op, Expr x, Expr.Broadcast(Expr.Const c, int lanes))
            && isExact(op, c.value())
        ? compared(op, x, x.constant(c.value()), before)
        : e;
  }

  /** Of two zeros max takes the positive one, as the comparison does, and min the negative one. */
  private static boolean isExact(BinaryOp op, double bound) {
    return op == BinaryOp.MAX || op == BinaryOp.MIN && bound != 0;
  }

  /** A NaN is not on either side of the bound, and comes through. */
  private Expr compared(BinaryOp op, Expr x, Expr bound, Consumer<Stmt> before) {
    Expr value = x;
    if (!(x instanceof Expr.Use)) {
      Expr.Register register = new Expr.Register("x_b" + counter++, x.type(), false);
      before.accept(new Stmt.Define(register, x));
      value = new Expr.Use(register);
    }
    Comparison beyond = op == BinaryOp.MAX ? Comparison.LE : Comparison.GE;
    return value.select(beyond, bound, bound, value);
  }
}
