package dev.lanewise.processor.ops.random;

import dev.lanewise.processor.graph.Algorithm;
import dev.lanewise.processor.graph.Borders;
import dev.lanewise.processor.graph.Home;
import dev.lanewise.processor.graph.Image;
import dev.lanewise.processor.graph.Layout;
import dev.lanewise.processor.graph.Lowering;
import dev.lanewise.processor.graph.Node;
import dev.lanewise.processor.graph.NumberedRows;
import dev.lanewise.processor.graph.Op;
import dev.lanewise.processor.graph.PixelLoops;
import dev.lanewise.processor.graph.RowAlgorithm;
import dev.lanewise.processor.graph.TensorType;
import dev.lanewise.processor.graph.Value;
import dev.lanewise.processor.loop.DType;
import dev.lanewise.processor.loop.Expr;
import dev.lanewise.processor.loop.Expr.Comparison;
import dev.lanewise.processor.loop.Index;
import dev.lanewise.processor.loop.Kernel;
import dev.lanewise.processor.loop.KernelBuilder;
import dev.lanewise.processor.loop.Place;
import dev.lanewise.processor.ops.window.ChannelImages;
import java.util.List;
import java.util.Optional;

/**
 * {@code y = x scale + kept} where an element is kept, {@code y = dropped} elsewhere: what dropout
 * is in training. The gradient is the same mask, drawn again.
 *
 * @param stream of the random numbers
 * @param probability of being dropped
 */
record MaskOp(String stream, double probability, double scale, double kept, double dropped)
    implements NumberedRows {
  /** Without anything added. */
  static MaskOp of(String stream, double probability, double scale) {
    return new MaskOp(stream, probability, scale, 0, 0);
  }

  private boolean shifts() {
    return kept != 0 || dropped != 0;
  }

  @Override
  public String mnemonic() {
    return "mask";
  }

  @Override
  public String attributes() {
    return probability + " of " + stream;
  }

  @Override
  public List<TensorType> infer(List<TensorType> inputs) {
    return inputs;
  }

  @Override
  public List<Value> gradient(Gradients gradients, Node node, List<Value> resultGrads) {
    Op same = of(stream, probability, scale);
    return List.of(gradients.add(node.name() + "PreGrad", same, resultGrads).result());
  }

  @Override
  public long flops(Node node) {
    return node.types().getFirst().sampleSize();
  }

  @Override
  public List<Algorithm> algorithms() {
    return List.of(new Pixels(), new Rows());
  }

  /** Images whose channels lie side by side stay so: the numbers are those of {@link Rows}. */
  private static final class Pixels implements RowAlgorithm {
    @Override
    public String name() {
      return "pixels";
    }

    @Override
    public boolean applies(Node node, Context context) {
      return node.types().getFirst().sampleDims().size() > 1
          && Algorithm.isInterleaved(node.input(0), context);
    }

    @Override
    public boolean interleaves(Node node, Context context) {
      return true;
    }

    @Override
    public Layout wants(Node node, int input, Layout actual, Context context) {
      return ChannelImages.vectors(node.input(input).type(), actual, false, context);
    }

    @Override
    public List<Layout> results(
        Node node, List<Layout> inputs, Optional<Layout> wish, Context context) {
      boolean zero = inputs.getFirst().zeroPads() && !((MaskOp) node.op()).shifts();
      return List.of(ChannelImages.result(node.types().getFirst(), wish, zero, context));
    }

    @Override
    public void lower(Lowering l) {
      Home x = l.input(0);
      Home y = l.result(0);
      int size = l.node().types().getFirst().sampleSize();
      Kernel kernel = kernel(l, (MaskOp) l.node().op(), y.buffer().dtype());
      l.eachRow(row -> {
        Borders.clear(l.driver(), y, y.row(row));
        l.call(kernel, List.of(x.pixels(row), y.pixels(row)), row.times(size), l.key());
      });
    }

    private static Kernel kernel(Lowering l, MaskOp op, DType type) {
      KernelBuilder k = l.kernel("maskPixels");
      Place x = k.place("x", type);
      Place y = k.place("y", type);
      Index first = k.index("first");
      Image from = Image.of(l.input(0).layout());
      Image to = Image.of(l.result(0).layout());
      RandomUniform random =
          new RandomUniform(k, type, op.stream, k.index("key"), PixelLoops.pixels(from));
      PixelLoops.numbered(
          k,
          type,
          List.of(from, to),
          at -> {
            Expr u = k.let("u", random.next(first.plus(at.get(2))));
            k.store(y, at.get(1), op.masked(k.load(x, at.get(0)), u));
          });
      return l.finish(k, "y = x scale where a random number is at least p, else 0.");
    }
  }

  /** Element i of row r has the number {@code r * size + i}, wherever it lies. */
  private static final class Rows implements RowAlgorithm {
    @Override
    public List<Layout> results(Node node, List<Layout> inputs, Context context) {
      boolean zero = inputs.getFirst().zeroPads() && !((MaskOp) node.op()).shifts();
      return List.of(context.activation(node.types().getFirst(), zero));
    }

    @Override
    public void lower(Lowering l) {
      Home x = l.input(0);
      Home y = l.result(0);
      int size = l.node().types().getFirst().sampleSize();
      Kernel kernel = kernel(l, (MaskOp) l.node().op(), y.buffer().dtype(), size);
      l.eachRow(row -> l.call(kernel, List.of(x.at(row), y.at(row)), row.times(size), l.key()));
    }

    private static Kernel kernel(Lowering l, MaskOp op, DType type, int size) {
      KernelBuilder k = l.kernel("maskRow");
      Place x = k.place("x", type);
      Place y = k.place("y", type);
      Index first = k.index("first");
      RandomUniform random = new RandomUniform(k, type, op.stream, k.index("key"));
      int lanes = k.lanes(type);
      k.loop(
          "i",
          Index.ZERO,
          Index.of((size + lanes - 1) / lanes * lanes),
          lanes,
          i -> {
            Expr u = k.let("u", random.next(first.plus(i)));
            k.store(y, i, op.masked(k.load(x, i), u));
          });
      return l.finish(k, "y = x scale where a random number is at least p, else 0.");
    }
  }

  /** A product, not a choice: what is no number stays none, as in PyTorch. */
  private Expr masked(Expr x, Expr u) {
    Expr limit = u.constant((float) (1 + probability));
    Expr factor = u.select(Comparison.GE, limit, u.constant(scale), u.constant(0));
    return shifts()
        ? x.fma(factor, u.select(Comparison.GE, limit, u.constant(kept), u.constant(dropped)))
        : x.times(factor);
  }
}
