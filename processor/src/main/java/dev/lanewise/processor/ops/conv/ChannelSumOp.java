package dev.lanewise.processor.ops.conv;

import dev.lanewise.processor.graph.Algorithm;
import dev.lanewise.processor.graph.Image;
import dev.lanewise.processor.graph.Layout;
import dev.lanewise.processor.graph.Lowering;
import dev.lanewise.processor.graph.Node;
import dev.lanewise.processor.graph.Op;
import dev.lanewise.processor.graph.TensorType;
import dev.lanewise.processor.loop.DType;
import dev.lanewise.processor.loop.Expr;
import dev.lanewise.processor.loop.Index;
import dev.lanewise.processor.loop.Kernel;
import dev.lanewise.processor.loop.KernelBuilder;
import dev.lanewise.processor.loop.Place;
import dev.lanewise.processor.ops.Tiles;
import dev.lanewise.processor.ops.window.ChannelImages;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The sum over samples and pixels by channel: a bias gradient. */
record ChannelSumOp() implements Op {
  /** Vectors of channels that one item adds up. */
  private static final int MOST_VECTORS = 4;

  @Override
  public String mnemonic() {
    return "channel_sum";
  }

  @Override
  public List<TensorType> infer(List<TensorType> inputs) {
    TensorType type = inputs.getFirst();
    return List.of(TensorType.of(type.dtype(), type.sampleShape().subList(0, 1)));
  }

  @Override
  public List<Algorithm> algorithms() {
    return List.of(new AddPixels());
  }

  private static final class AddPixels implements Algorithm {
    @Override
    public String name() {
      return "add pixels";
    }

    @Override
    public Parallel parallel(Node node) {
      return Parallel.TILES;
    }

    @Override
    public Layout wants(Node node, int input, Layout actual, Context context) {
      return ChannelImages.vectors(node.input(0).type(), actual, true, context);
    }

    @Override
    public Optional<Layout> wish(Node node, int input, Optional<Layout> result, Context context) {
      return Optional.of(ChannelImages.plain(node.input(0).type(), true, context));
    }

    @Override
    public List<Layout> results(Node node, List<Layout> inputs, Context context) {
      return List.of(context.flat(node.types().getFirst()));
    }

    @Override
    public void lower(Lowering l) {
      int lanes = l.target().lanes(l.result(0).buffer().dtype());
      Tiles tiles = Tiles.of(l.result(0).layout().size() / lanes, MOST_VECTORS);
      tiles.forEach((count, first, vectors) -> {
        Kernel kernel = kernel(l, vectors);
        l.items(
            count,
            item -> {
              Index column = item.times(tiles.size() * lanes).plus(first * lanes);
              Index from = column.plus(l.input(0).layout().offset());
              l.call(
                  kernel,
                  List.of(l.input(0).start().plus(from), l.result(0).start().plus(column)),
                  l.rows());
            });
      });
    }

    private static Kernel kernel(Lowering l, int vectors) {
      DType type = l.result(0).buffer().dtype();
      Image image = Image.of(l.input(0).layout());
      KernelBuilder k = l.kernel("channelSum" + vectors);
      Place x = k.place("x", type);
      Place y = k.place("y", type);
      Index rows = k.index("rows");
      int lanes = k.lanes(type);
      List<Expr.Use> sums = k.variables("sum", vectors, v -> k.constant(type, 0));
      k.loop(
          "r",
          Index.ZERO,
          rows,
          1,
          r ->
              pixels(
                  k,
                  image,
                  0,
                  r.times(l.input(0).rowStride()),
                  at -> {
                    for (int v = 0; v < vectors; v++) {
                      k.assign(sums.get(v), sums.get(v).plus(k.load(x, at.plus(v * lanes))));
                    }
                  }));
      for (int v = 0; v < vectors; v++) {
        k.store(y, v * lanes, sums.get(v));
      }
      return l.finish(k, vectors + " vectors of channels, added up over samples and pixels.");
    }

    private static void pixels(
        KernelBuilder k, Image image, int axis, Index from, Consumer<Index> body) {
      if (axis == image.sizes().size()) {
        body.accept(from);
        return;
      }
      Index at = k.let("at", from);
      k.loop(
          "o",
          image.sizes().get(axis),
          o -> pixels(k, image, axis + 1, at.plus(o.times(image.strides().get(axis))), body));
    }
  }
}
