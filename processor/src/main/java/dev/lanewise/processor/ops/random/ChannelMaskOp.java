package dev.lanewise.processor.ops.random;

import dev.lanewise.processor.graph.Algorithm;
import dev.lanewise.processor.graph.Borders;
import dev.lanewise.processor.graph.Home;
import dev.lanewise.processor.graph.Image;
import dev.lanewise.processor.graph.Layout;
import dev.lanewise.processor.graph.Lowering;
import dev.lanewise.processor.graph.Node;
import dev.lanewise.processor.graph.NumberedRows;
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
 * {@code y = x / (1 - p)} in channels that are kept, 0 in the others: what dropout of channels is
 * in training. The gradient is the same mask, drawn again.
 *
 * @param stream of the random numbers
 * @param probability of being dropped
 */
record ChannelMaskOp(String stream, double probability) implements NumberedRows {
  @Override
  public String mnemonic() {
    return "channel_mask";
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
    return List.of(gradients.add(node.name() + "PreGrad", this, resultGrads).result());
  }

  @Override
  public long flops(Node node) {
    return node.types().getFirst().sampleSize();
  }

  @Override
  public List<Algorithm> algorithms() {
    return List.of(new Channels());
  }

  /** Channel c of row r has the number {@code r * channels + c}; lanes run along channels. */
  private static final class Channels implements RowAlgorithm {
    @Override
    public boolean interleaves(Node node, Context context) {
      return true;
    }

    @Override
    public Layout wants(Node node, int input, Layout actual, Context context) {
      return ChannelImages.vectors(node.input(input).type(), actual, false, context);
    }

    @Override
    public Optional<Layout> wish(Node node, int input, Optional<Layout> result, Context context) {
      TensorType type = node.input(input).type();
      return Optional.of(ChannelImages.result(type, Optional.empty(), false, context));
    }

    @Override
    public List<Layout> results(
        Node node, List<Layout> inputs, Optional<Layout> wish, Context context) {
      boolean zero = inputs.getFirst().zeroPads();
      return List.of(ChannelImages.result(node.types().getFirst(), wish, zero, context));
    }

    @Override
    public void lower(Lowering l) {
      Home x = l.input(0);
      Home y = l.result(0);
      int channels = l.node().types().getFirst().sampleShape().getFirst();
      Kernel kernel = kernel(l, (ChannelMaskOp) l.node().op(), y.buffer().dtype(), channels);
      l.eachRow(row -> {
        Borders.clear(l.driver(), y, y.row(row));
        l.call(kernel, List.of(x.at(row), y.at(row)), row.times(channels), l.key());
      });
    }

    private static Kernel kernel(Lowering l, ChannelMaskOp op, DType type, int channels) {
      KernelBuilder k = l.kernel("maskChannels");
      Place x = k.place("x", type);
      Place y = k.place("y", type);
      Index first = k.index("first");
      RandomUniform random = new RandomUniform(k, type, op.stream, k.index("key"));
      Image from = Image.of(l.input(0).layout());
      Image to = Image.of(l.result(0).layout());
      int lanes = k.lanes(type);
      k.loop(
          "v",
          Index.ZERO,
          Index.of((channels + lanes - 1) / lanes * lanes),
          lanes,
          v -> {
            Expr factor = k.let("factor", op.factor(k.let("u", random.next(first.plus(v)))));
            Index fromAt = v.plus(from.layout().offset());
            pixels(k, from, to, 0, fromAt, v.plus(to.layout().offset()), x, y, factor);
          });
      return l.finish(k, "y = x scale in channels whose random number is at least p, else 0.");
    }

    private static void pixels(
        KernelBuilder k,
        Image from,
        Image to,
        int axis,
        Index fromAt,
        Index toAt,
        Place x,
        Place y,
        Expr factor) {
      if (axis == from.sizes().size()) {
        k.store(y, toAt, k.load(x, fromAt).times(factor));
        return;
      }
      Index source = k.let("fromAt", fromAt);
      Index target = k.let("toAt", toAt);
      k.loop(
          "o",
          from.sizes().get(axis),
          o ->
              pixels(
                  k,
                  from,
                  to,
                  axis + 1,
                  source.plus(o.times(from.strides().get(axis))),
                  target.plus(o.times(to.strides().get(axis))),
                  x,
                  y,
                  factor));
    }
  }

  /** A product, not a choice: what is no number stays none, as in PyTorch. */
  private Expr factor(Expr u) {
    Expr limit = u.constant((float) (1 + probability));
    return u.select(Comparison.GE, limit, u.constant(1 / (1 - probability)), u.constant(0));
  }
}
