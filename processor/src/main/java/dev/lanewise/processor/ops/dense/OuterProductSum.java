package dev.lanewise.processor.ops.dense;

import dev.lanewise.processor.graph.Algorithm;
import dev.lanewise.processor.graph.Home;
import dev.lanewise.processor.graph.Image;
import dev.lanewise.processor.graph.Layout;
import dev.lanewise.processor.graph.Lowering;
import dev.lanewise.processor.graph.Node;
import dev.lanewise.processor.graph.TensorType;
import dev.lanewise.processor.loop.DType;
import dev.lanewise.processor.loop.Expr;
import dev.lanewise.processor.loop.Index;
import dev.lanewise.processor.loop.Kernel;
import dev.lanewise.processor.loop.KernelBuilder;
import dev.lanewise.processor.loop.Place;
import dev.lanewise.processor.ops.Tiles;
import java.util.ArrayList;
import java.util.List;

/**
 * The weight gradient: the product's tile with the samples contracted.
 *
 * <pre>
 * for each chunk of samples:
 *   bGrad += sum_r yGrad[r]
 *   for each panel of vectors along n, for each block of k:
 *     c[block][vectors] = 0, or what the chunk before has left
 *     for r of the chunk: c[k][v] += broadcast(x[r][k]) * yGrad[r][v]
 *     store to the panel, where the forward product reads the weights
 * </pre>
 *
 * Where there are several x, each chunk has panels and blocks of all of them: 3200 rows of 64 and
 * 128 features and 512 outputs take 0.93 of the time of both one after the other.
 *
 * <p>The loop ends at the rows of this call, so that a short minibatch adds nothing of what an
 * earlier one left behind.
 */
final class OuterProductSum implements Algorithm {
  @Override
  public String name() {
    return "outer product sum";
  }

  @Override
  public Parallel parallel(Node node) {
    return Parallel.TILES;
  }

  @Override
  public Layout wants(Node node, int input, Layout actual, Context context) {
    // Pads of yGrad would become gradients of the pads of the weights.
    return input < last(node) ? actual : wanted(node.input(input).type(), actual, context);
  }

  /** Samples whose pads are zero, perhaps beside those of another value. */
  static Layout wanted(TensorType type, Layout actual, Context context) {
    boolean part =
        actual.part()
            && actual.zeroPads()
            && Image.hasVectors(actual, context.target().lanes(type.dtype()));
    return part ? actual : context.activation(type, true);
  }

  @Override
  public List<Layout> results(Node node, List<Layout> inputs, Context context) {
    int rows = node.input(0).type().rows();
    List<Layout> layouts = new ArrayList<>();
    for (TensorType type : node.types().subList(0, last(node))) {
      layouts.add(Panels.layout(type.shape(), 0, type.dtype(), rows, context));
    }
    if (hasBias(node)) {
      layouts.add(context.flat(node.types().getLast()));
    }
    return layouts;
  }

  /** The input behind all x. */
  private static int last(Node node) {
    return node.inputs().size() - 1;
  }

  private static boolean hasBias(Node node) {
    return node.types().size() > last(node);
  }

  @Override
  public void lower(Lowering l) {
    int last = last(l.node());
    int elements = l.node().inputs().stream().mapToInt(v -> v.type().last().size()).sum();
    RowChunks chunks = RowChunks.of(l, elements);
    chunks.each(
        l,
        chunk -> {
          // First of all: they read the chunk from end to end.
          if (hasBias(l.node())) {
            new RowSums(l, l.input(last), l.result(last)).lower(chunks, chunk);
          }
          for (int x = 0; x < last; x++) {
            tiles(l, chunks, chunk, x);
          }
        });
  }

  private static void tiles(Lowering l, RowChunks chunks, RowChunks.Chunk chunk, int index) {
    int outputs = l.node().types().get(index).shape().get(0);
    int features = l.node().types().get(index).shape().get(1);
    Home yGrads = l.input(last(l.node()));
    DType type = l.result(index).buffer().dtype();
    int lanes = l.target().lanes(type);
    int rows = l.node().input(index).type().rows();
    Tiles panels = Panels.tiles(outputs, type, rows, false, l.context());
    Tiles blocks = Tiles.of(features, l.target().accumulators() / 2);
    int width = panels.size() * lanes;
    panels.forEach((panelCount, firstVector, vectors) ->
        blocks.forEach((blockCount, firstFeature, block) -> {
          Kernel kernel = kernel(l, index, block, vectors, width, !chunks.single());
          l.items(
              panelCount * blockCount,
              item -> {
                Index panel = item.over(blockCount).times(width).plus(firstVector * lanes);
                Index feature = item.mod(blockCount).times(block).plus(firstFeature);
                Place x = l.input(index).pixels(chunk.row()).plus(feature);
                Place yGrad = yGrads.pixels(chunk.row()).plus(panel);
                Place wGrad =
                    l.result(index).start().plus(panel.times(features)).plus(feature.times(width));
                if (!chunks.single()) {
                  Index count = chunk.isFirst().times(block * width);
                  l.driver().clear(wGrad.buffer(), wGrad.at(), count);
                }
                l.call(kernel, List.of(x, yGrad, wGrad), chunk.rows());
              });
        }));
  }

  private static Kernel kernel(
      Lowering l, int index, int block, int vectors, int width, boolean adds) {
    DType type = l.result(index).buffer().dtype();
    int xStride = l.input(index).rowStride();
    int yStride = l.input(last(l.node())).rowStride();
    KernelBuilder k = l.kernel("dense_weight_grad_" + block + "x" + vectors);
    int lanes = k.lanes(type);
    Place x = k.place("x", type);
    Place yGrad = k.place("yGrad", type);
    Place wGrad = k.place("wGrad", type);
    Index rows = k.index("rows");
    RegisterTile tile = new RegisterTile(l.target(), block, vectors, rows, 1, xStride, yStride);
    Expr zero = k.constant(type, 0);
    Expr[][] c =
        tile.sums(
            k, x, yGrad, (i, v) -> adds ? k.load(wGrad, Index.of(i * width + v * lanes)) : zero);
    for (int i = 0; i < block; i++) {
      for (int v = 0; v < vectors; v++) {
        k.store(wGrad, i * width + v * lanes, c[i][v]);
      }
      // The last panel may be cut short; what the arena held there is no zero.
      for (int v = vectors * lanes; v < width; v += lanes) {
        k.store(wGrad, i * width + v, zero);
      }
    }
    return l.finish(
        k,
        "{@code for r until rows: c[k][v] += x[r][k] * yGrad[r][v]} with "
            + block
            + " features x "
            + vectors
            + " vectors of outputs: "
            + block * vectors
            + " accumulators"
            + (adds ? ", which begin with what is there." : "."));
  }
}
