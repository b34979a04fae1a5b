package dev.lanewise.processor.ops.loss;

import dev.lanewise.processor.graph.Algorithm;
import dev.lanewise.processor.graph.Home;
import dev.lanewise.processor.graph.Layout;
import dev.lanewise.processor.graph.Lowering;
import dev.lanewise.processor.graph.Node;
import dev.lanewise.processor.graph.Op;
import dev.lanewise.processor.graph.RowAlgorithm;
import dev.lanewise.processor.graph.TensorType;
import dev.lanewise.processor.graph.Value;
import dev.lanewise.processor.loop.DType;
import dev.lanewise.processor.loop.Expr;
import dev.lanewise.processor.loop.Expr.Comparison;
import dev.lanewise.processor.loop.Index;
import dev.lanewise.processor.loop.KernelBuilder;
import dev.lanewise.processor.loop.Place;
import java.util.Arrays;
import java.util.List;

/**
 * A number a row, steps being rows: {@code y[b T + t] = x[b T + t]} at the last steps, 0 at those
 * before. So losses count of which the gradient goes back far enough.
 *
 * @param length steps in all, T
 * @param last how many of them count
 * @param ones whether all of x is taken for 1: what remains is how much each counts
 */
record TailOp(int length, int last, boolean ones) implements Op {
  @Override
  public String mnemonic() {
    return "tail";
  }

  @Override
  public String attributes() {
    return "last " + last + " of " + length + (ones ? ", ones" : "");
  }

  @Override
  public List<TensorType> infer(List<TensorType> inputs) {
    return inputs;
  }

  @Override
  public List<Value> gradient(Gradients gradients, Node node, List<Value> resultGrads) {
    String name = node.input(0).name() + "Grad";
    return ones
        ? Arrays.asList((Value) null)
        : List.of(gradients.add(name, this, resultGrads).result());
  }

  @Override
  public List<Algorithm> algorithms() {
    return List.of(new Select());
  }

  private static final class Select implements RowAlgorithm {
    @Override
    public Layout wants(Node node, int input, Layout actual, Context context) {
      return actual;
    }

    @Override
    public void lower(Lowering l) {
      TailOp op = (TailOp) l.node().op();
      Home x = l.input(0);
      Home y = l.result(0);
      DType type = y.buffer().dtype();
      KernelBuilder k = l.kernel("tail");
      Place from = k.place("x", type);
      Place to = k.place("y", type);
      Index first = k.index("first");
      Index end = k.index("end");
      k.loop(
          "r",
          first,
          end,
          1,
          r -> {
            Index step = r.mod(op.length).plus(op.last - op.length);
            Expr number = k.let("number", new Expr.FromIndex(step, type));
            Expr value = k.let("v", op.ones ? number.constant(1) : k.element(from, r));
            Expr zero = number.constant(0);
            k.store(to, r, number.select(Comparison.GE, zero, value, zero));
          });
      l.call(
          l.finish(k, "y = " + (op.ones ? "1" : "x") + " at the last steps, 0 before."),
          List.of(x.start(), y.start()),
          l.firstRow(),
          l.endRow());
    }
  }
}
