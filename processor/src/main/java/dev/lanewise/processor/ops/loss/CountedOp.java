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
 * {@code y_r = x_r} where the label counts, and 0 where it is the ignored one: inputs are the
 * labels and x, or the labels alone for an x of ones.
 */
record CountedOp(int ignored, DType real) implements Op {
  @Override
  public String mnemonic() {
    return "counted";
  }

  @Override
  public String attributes() {
    return "ignored=" + ignored;
  }

  @Override
  public List<TensorType> infer(List<TensorType> inputs) {
    return List.of(new TensorType(real, inputs.getFirst().dims()));
  }

  @Override
  public List<Value> gradient(Gradients gradients, Node node, List<Value> resultGrads) {
    if (node.inputs().size() == 1) {
      return Arrays.asList((Value) null);
    }
    List<Value> inputs = List.of(node.input(0), resultGrads.getFirst());
    String name = node.input(1).name() + "Grad";
    return Arrays.asList(null, gradients.add(name, this, inputs).result());
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
      CountedOp op = (CountedOp) l.node().op();
      Home labels = l.input(0);
      Home y = l.result(0);
      boolean ones = l.node().inputs().size() == 1;
      Home x = ones ? y : l.input(1);
      KernelBuilder k = l.kernel("counted");
      Place label = k.place("labels", DType.I32);
      Place from = k.place("x", op.real);
      Place to = k.place("y", op.real);
      Index first = k.index("first");
      Index end = k.index("end");
      k.loop(
          "r",
          first,
          end,
          1,
          r -> {
            Index distance = label.element(r).plus(-op.ignored);
            Expr d = k.let("d", new Expr.FromIndex(distance, op.real));
            Expr value = k.let("v", ones ? d.constant(1) : k.element(from, r));
            Expr below = d.select(Comparison.LT, d.constant(0), value, d.constant(0));
            k.store(to, r, d.select(Comparison.GT, d.constant(0), value, below));
          });
      l.call(
          l.finish(k, "y = " + (ones ? "1" : "x") + " but 0 where the label is ignored."),
          List.of(labels.start(), x.start(), y.start()),
          l.firstRow(),
          l.endRow());
    }
  }
}
