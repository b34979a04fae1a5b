package dev.lanewise.processor.ops.normalization;

import dev.lanewise.processor.graph.Dim;
import dev.lanewise.processor.graph.Home;
import dev.lanewise.processor.graph.Layout;
import dev.lanewise.processor.graph.Lowering;
import dev.lanewise.processor.graph.Node;
import dev.lanewise.processor.graph.RowAlgorithm;
import dev.lanewise.processor.graph.TensorType;
import dev.lanewise.processor.loop.DType;
import dev.lanewise.processor.loop.Expr;
import dev.lanewise.processor.loop.Index;
import dev.lanewise.processor.loop.KernelBuilder;
import dev.lanewise.processor.loop.Place;
import dev.lanewise.processor.ops.Tiles;
import dev.lanewise.processor.ops.window.ChannelImages;
import dev.lanewise.processor.ops.window.PixelSums;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/**
 * Statistics of the pixels of each sample by channel, taken where the sample was just written and
 * lies in the cache. Images lie interleaved; numbers by channel as features do, their pads zero.
 */
abstract class PixelStatistics implements RowAlgorithm {
  /** Pixels of a sample. */
  static int pixels(TensorType type) {
    return type.sampleSize() / type.sampleShape().getFirst();
  }

  /** One number for each channel of the type: further axes of size 1, no batch axis. */
  static TensorType channels(TensorType type) {
    List<Dim> dims = new ArrayList<>(type.sampleDims().subList(0, 1));
    type.sampleDims().stream().skip(1).forEach(dim -> dims.add(new Dim(1, dim.axis())));
    return new TensorType(type.dtype(), dims);
  }

  /** The same for each sample. */
  static TensorType sampleChannels(TensorType type) {
    return type.withSample(channels(type).dims());
  }

  @Override
  public String name() {
    return "pixels";
  }

  private static boolean isImage(TensorType type) {
    return type.isBatched() && pixels(type) > 1;
  }

  @Override
  public Layout wants(Node node, int input, Layout actual, Context context) {
    TensorType type = node.input(input).type();
    return isImage(type)
        ? ChannelImages.interleaved(type, actual, false, context)
        : context.activation(type, false);
  }

  @Override
  public List<Layout> results(Node node, List<Layout> inputs, Context context) {
    return node.types().stream().map(type -> context.activation(type, true)).toList();
  }

  /**
   * Calls for each row and each tile of vectors of channels.
   *
   * @param work for a number of vectors, the calls for a row and those from a column on
   */
  static void over(Lowering l, IntFunction<BiConsumer<Index, Index>> work) {
    int lanes = l.target().lanes(l.result(0).buffer().dtype());
    int channels = l.node().types().getFirst().sampleSize();
    Tiles tiles = Tiles.of((channels + lanes - 1) / lanes, PixelSums.mostVectors(l.target()));
    List<Consumer<Index>> calls = new ArrayList<>();
    tiles.forEach((count, first, vectors) -> {
      BiConsumer<Index, Index> call = work.apply(vectors);
      calls.add(row ->
          l.driver()
              .loop(
                  "v",
                  count,
                  v -> call.accept(row, v.times(tiles.size() * lanes).plus(first * lanes))));
    });
    l.eachRow(row -> calls.forEach(call -> call.accept(row)));
  }

  /** A vector of a column of an image's first pixel. */
  static Place first(Home image, Index row, Index column) {
    return image.at(row).plus(column.plus(image.layout().offset()));
  }

  /** How many channels there are from a column on. */
  static Index left(Lowering l, Index column) {
    return column.times(-1).plus(l.node().types().getFirst().sampleSize());
  }

  /** Numbers by channel, a register for each vector. */
  static List<Expr> vectors(KernelBuilder k, String name, Place from, int vectors) {
    List<Expr> registers = new ArrayList<>();
    for (int v = 0; v < vectors; v++) {
      int at = v * k.lanes(from.buffer().dtype());
      registers.add(k.let(name + v, k.load(from, Index.of(at))));
    }
    return registers;
  }

  /**
   * Stores a vector of numbers by channel, zeros where there are no channels.
   *
   * @param left channels from the first vector's on
   */
  static void store(KernelBuilder k, Place to, Index left, int vector, Expr value) {
    DType type = to.buffer().dtype();
    int at = vector * k.lanes(type);
    Expr valid = new Expr.FromIndex(left.plus(-at), type);
    k.store(to, at, k.fillFrom(valid, k.let("value" + vector, value), 0));
  }
}
