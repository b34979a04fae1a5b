package dev.lanewise.processor.ops.conv;

import dev.lanewise.processor.graph.Algorithm;
import dev.lanewise.processor.graph.Home;
import dev.lanewise.processor.graph.Image;
import dev.lanewise.processor.graph.Layout;
import dev.lanewise.processor.graph.Lowering;
import dev.lanewise.processor.graph.Node;
import dev.lanewise.processor.graph.TensorType;
import dev.lanewise.processor.loop.CallSites;
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
import java.util.function.BiConsumer;

/**
 * The weight gradient of a convolution: the tile of the product with pixels summed over, and lines
 * of pixels that stay in the first-level cache for all tiles that read them.
 *
 * <pre>
 * for each panel of channels, for each tap:
 *   clear the weights
 *   for samples, for chunks of lines, for each block of the run of channels:
 *     c[block][vectors] = weights of the panel, where the convolution reads them
 *     for pixels of the chunk: c[k][v] += broadcast(x[pixel + tap][k]) * yGrad[pixel][v]
 *     store c
 * </pre>
 */
final class PixelOuterProducts implements Algorithm {
  /** Items of work from which many threads have their share. */
  private static final int ENOUGH_ITEMS = 16;

  @Override
  public String name() {
    return "outer products of pixels";
  }

  @Override
  public Parallel parallel(Node node) {
    return Parallel.TILES;
  }

  private static List<List<Axis>> axes(Node node) {
    ConvWeightGradOp op = (ConvWeightGradOp) node.op();
    return op.windows().stream().map(w -> List.of(Axis.forward(w))).toList();
  }

  private static int groups(Node node) {
    return ((ConvWeightGradOp) node.op()).groups();
  }

  private static ProductTiles tiles(Node node, Context context) {
    TensorType yGrad = node.input(1).type();
    return ProductTiles.of(
        yGrad.sampleShape().getFirst(), groups(node), yGrad.last().size(), yGrad.dtype(), context);
  }

  @Override
  public Layout wants(Node node, int input, Layout actual, Context context) {
    TensorType type = node.input(input).type();
    // Pads of yGrad would become gradients of the pads of the weights.
    return input == 0
        ? ReadImages.elements(type, axes(node), actual, context)
        : ChannelImages.vectors(type, actual, true, context);
  }

  @Override
  public Optional<Layout> wish(Node node, int input, Optional<Layout> result, Context context) {
    TensorType type = node.input(input).type();
    return Optional.of(
        input == 0
            ? ReadImages.lanes(type, axes(node), context)
            : ChannelImages.plain(type, true, context));
  }

  @Override
  public List<Layout> results(Node node, List<Layout> inputs, Context context) {
    TensorType type = node.types().getFirst();
    int width = tiles(node, context).width(context.target().lanes(type.dtype()));
    return List.of(ConvWeights.of(type.shape(), groups(node), 0, width).layout());
  }

  @Override
  public void lower(Lowering l) {
    DType type = l.result(0).buffer().dtype();
    int lanes = l.target().lanes(type);
    ProductTiles tiles = tiles(l.node(), l.context());
    ConvNest nest =
        ConvNest.of(
            l.input(0).layout(),
            l.node().types().getFirst().shape(),
            groups(l.node()),
            0,
            Part.whole(axes(l.node())),
            tiles.width(lanes));
    Tiles blocks = Tiles.of(nest.run().count(), most(l, tiles.vectors()));
    Chunk chunk = Chunk.of(nest, l);
    int outer = Sum.terms(nest.loops());
    tiles
        .panels()
        .forEach((panelCount, firstVector, vectors) ->
            blocks.forEach((blockCount, first, block) -> {
              Kernel kernel = kernel(l, nest, block, vectors);
              int enough = Math.ceilDiv(ENOUGH_ITEMS, panelCount * outer);
              Tiles groups = Tiles.of(blockCount, Math.ceilDiv(blockCount, enough));
              groups.forEach((groupCount, firstBlock, size) ->
                  l.items(
                      panelCount * outer * groupCount,
                      item -> {
                        Index from = item.mod(groupCount).times(groups.size()).plus(firstBlock);
                        Index run = from.times(block).plus(first);
                        Sum.Term term = Sum.Term.of(nest.loops(), item.over(groupCount));
                        Index input = run.times(nest.run().input()).plus(term.input());
                        Index weights = run.times(nest.panelWidth()).plus(term.weights());
                        Index column =
                            term.rest().times(tiles.width(lanes)).plus(firstVector * lanes);
                        List<Index> origin = nest.part().origin();
                        Home yGrad = l.input(1);
                        group(
                            l,
                            kernel,
                            nest,
                            chunk,
                            size,
                            block,
                            nest.input(l.input(0).start(), origin)
                                .plus(nest.group(column))
                                .plus(input),
                            nest.part().written(yGrad.start(), yGrad.layout(), origin).plus(column),
                            nest.weights(l.result(0).start(), column).plus(weights));
                      }));
            }));
  }

  /** Weights of a run that accumulators and call sites leave room for. */
  private static int most(Lowering l, int vectors) {
    // Each sum is loaded, added to and stored; each weight's pixel is broadcast, and yGrad loaded.
    int fitting = (CallSites.BUDGET - vectors) / (3 * vectors + 1);
    return Math.min(l.target().accumulators() / vectors, fitting);
  }

  /** Blocks of one tap, chunk by chunk. */
  private static void group(
      Lowering l,
      Kernel kernel,
      ConvNest nest,
      Chunk chunk,
      int blocks,
      int block,
      Place x,
      Place yGrad,
      Place wGrad) {
    int xLine =
        nest.part().axes().getFirst().inputStep() * nest.part().strides(nest.layout()).getFirst();
    int yLine = Image.of(l.input(1).layout()).strides().getFirst();
    l.driver().clear(wGrad.buffer(), wGrad.at(), Index.of(blocks * block * nest.panelWidth()));
    l.driver()
        .loop(
            "r",
            Index.ZERO,
            l.rows(),
            chunk.rows(),
            r ->
                l.driver()
                    .loop(
                        "o",
                        Index.ZERO,
                        Index.of(nest.part().axes().getFirst().count()),
                        chunk.lines(),
                        o ->
                            l.driver()
                                .loop(
                                    "b",
                                    blocks,
                                    b ->
                                        l.call(
                                            kernel,
                                            List.of(
                                                x.plus(r.times(l.input(0).rowStride()))
                                                    .plus(o.times(xLine))
                                                    .plus(b.times(block * nest.run().input())),
                                                yGrad
                                                    .plus(r.times(l.input(1).rowStride()))
                                                    .plus(o.times(yLine)),
                                                wGrad.plus(b.times(block * nest.panelWidth()))),
                                            r.times(-1).plus(l.rows()).min(Index.of(chunk.rows())),
                                            o.times(-1)
                                                .plus(nest.part().axes().getFirst().count())
                                                .min(Index.of(chunk.lines()))))));
  }

  /**
   * What a kernel sums over at once: whole samples, or lines of one.
   *
   * @param lines along the first axis of space
   */
  private record Chunk(int rows, int lines) {
    /**
     * What stays in the first-level cache for all tiles that read it. A training step of two
     * convolutions 3x3 with 64 channels of 56 x 56 pixels, at 512 bits: 1 with chunks of 256 KiB, a
     * quarter of the second-level cache; 0.94 to 0.97 with 32 KiB, a line; 0.98 to 1.00 with two or
     * four lines, and with two or three lines of half the channels or a quarter.
     */
    private static final int BYTES = 32 << 10;

    static Chunk of(ConvNest nest, Lowering l) {
      int bytes = l.result(0).buffer().dtype().bits() / 8;
      Axis first = nest.part().axes().getFirst();
      long pixels =
          nest.part().axes().stream().skip(1).mapToLong(Axis::count).reduce(1, (a, b) -> a * b);
      long x = (long) first.inputStep() * nest.part().strides(nest.layout()).getFirst();
      long line = bytes * (x + pixels * nest.panelWidth());
      int lines = Math.clamp(BYTES / line, 1, first.count());
      int even = Math.ceilDiv(first.count(), Math.ceilDiv(first.count(), lines));
      int rows = lines < first.count() ? 1 : Math.clamp(BYTES / line / lines, 1, 1 << 10);
      return new Chunk(rows, even);
    }
  }

  private static Kernel kernel(Lowering l, ConvNest nest, int block, int vectors) {
    DType type = l.result(0).buffer().dtype();
    KernelBuilder k = l.kernel("conv_weight_grad_" + block + "x" + vectors);
    int lanes = k.lanes(type);
    Place x = k.place("x", type);
    Place yGrad = k.place("yGrad", type);
    Place wGrad = k.place("wGrad", type);
    Index rows = k.index("rows");
    Index lines = k.index("lines");
    Expr.Use[][] c = new Expr.Use[block][vectors];
    for (int i = 0; i < block; i++) {
      for (int v = 0; v < vectors; v++) {
        Index at = Index.of(i * nest.panelWidth() + v * lanes);
        c[i][v] = k.variable("c" + i + "_" + v, k.load(wGrad, at));
      }
    }
    Image y = Image.of(l.input(1).layout());
    k.loop(
        "r",
        Index.ZERO,
        rows,
        1,
        r ->
            pixels(
                k,
                nest,
                y,
                lines,
                0,
                r.times(l.input(0).rowStride()),
                r.times(l.input(1).rowStride()),
                (input, result) -> {
                  Expr[] pixel = new Expr[vectors];
                  for (int v = 0; v < vectors; v++) {
                    pixel[v] = k.let("y" + v, k.load(yGrad, result.plus(v * lanes)));
                  }
                  for (int i = 0; i < block; i++) {
                    Index at = input.plus(i * nest.run().input());
                    Expr value = k.let("x" + i, k.broadcast(k.element(x, at)));
                    for (int v = 0; v < vectors; v++) {
                      k.assign(c[i][v], value.fma(pixel[v], c[i][v]));
                    }
                  }
                }));
    for (int i = 0; i < block; i++) {
      for (int v = 0; v < vectors; v++) {
        k.store(wGrad, i * nest.panelWidth() + v * lanes, c[i][v]);
      }
    }
    return l.finish(
        k,
        "{@code for samples and pixels: c[k][v] += x[k] * yGrad[v]} with "
            + block
            + " weights of a run x "
            + vectors
            + " vectors of channels.");
  }

  /** Loops over the lines of a chunk, and all pixels of a line. */
  private static void pixels(
      KernelBuilder k,
      ConvNest nest,
      Image y,
      Index lines,
      int axis,
      Index input,
      Index result,
      BiConsumer<Index, Index> body) {
    if (axis == nest.part().axes().size()) {
      body.accept(input, result);
      return;
    }
    Axis a = nest.part().axes().get(axis);
    int inputStep = a.inputStep() * nest.part().strides(nest.layout()).get(axis);
    int resultStep = y.strides().get(axis);
    Index inputAt = k.let("inputAt", input);
    Index resultAt = k.let("resultAt", result);
    k.loop(
        "o",
        Index.ZERO,
        axis == 0 ? lines : Index.of(a.count()),
        1,
        o ->
            pixels(
                k,
                nest,
                y,
                lines,
                axis + 1,
                inputAt.plus(o.times(inputStep)),
                resultAt.plus(o.times(resultStep)),
                body));
  }
}
