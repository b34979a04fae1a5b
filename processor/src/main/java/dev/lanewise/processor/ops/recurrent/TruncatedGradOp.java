package dev.lanewise.processor.ops.recurrent;

import dev.lanewise.processor.graph.Algorithm;
import dev.lanewise.processor.graph.Layout;
import dev.lanewise.processor.graph.Lowering;
import dev.lanewise.processor.graph.Node;
import dev.lanewise.processor.graph.Op;
import dev.lanewise.processor.graph.RowAlgorithm;
import dev.lanewise.processor.graph.TensorType;
import dev.lanewise.processor.loop.DType;
import dev.lanewise.processor.loop.Expr;
import dev.lanewise.processor.loop.Index;
import dev.lanewise.processor.loop.Kernel;
import dev.lanewise.processor.loop.KernelBuilder;
import dev.lanewise.processor.loop.Place;
import java.util.List;
import java.util.Optional;

/** {@code y[b] = factor[b] x[b]}: inputs are x and a number of each row. */
record TruncatedGradOp() implements Op {
  @Override
  public String mnemonic() {
    return "truncated_grad";
  }

  @Override
  public List<TensorType> infer(List<TensorType> inputs) {
    return inputs.subList(0, 1);
  }

  @Override
  public long flops(Node node) {
    return node.types().getFirst().sampleSize();
  }

  @Override
  public List<Algorithm> algorithms() {
    return List.of(new Scale());
  }

  private static final class Scale implements RowAlgorithm {
    @Override
    public Layout wants(Node node, int input, Layout actual, Context context) {
      return input == 1 ? actual : RowAlgorithm.super.wants(node, input, actual, context);
    }

    @Override
    public boolean interleaves(Node node, Context context) {
      return node.types().getFirst().sampleDims().size() == 1;
    }

    @Override
    public boolean mayOverwrite(Node node, int input, int result, Context context) {
      return input == 0;
    }

    @Override
    public List<Layout> results(
        Node node, List<Layout> inputs, Optional<Layout> wish, Context context) {
      boolean zero = inputs.getFirst().zeroPads();
      return List.of(context.written(node.types().getFirst(), wish, zero));
    }

    @Override
    public void lower(Lowering l) {
      Kernel kernel = kernel(l, l.result(0).buffer().dtype());
      l.eachRow(row ->
          l.call(
              kernel,
              List.of(l.input(0).pixels(row), l.input(1).pixels(row), l.result(0).pixels(row))));
    }

    private static Kernel kernel(Lowering l, DType type) {
      KernelBuilder k = l.kernel("scaleRow");
      Place x = k.place("x", type);
      Place number = k.place("number", type);
      Place y = k.place("y", type);
      int lanes = k.lanes(type);
      int size = l.node().types().getFirst().sampleSize();
      Expr factor = k.let("factor", k.broadcast(k.element(number)));
      k.loop(
          "i",
          Index.ZERO,
          Index.of((size + lanes - 1) / lanes * lanes),
          lanes,
          i -> k.store(y, i, k.load(x, i).times(factor)));
      return l.finish(k, "y = x times the row's number.");
    }
  }
}
