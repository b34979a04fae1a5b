package dev.lanewise.processor.ops.conv;

import dev.lanewise.processor.graph.Algorithm;
import dev.lanewise.processor.graph.Home;
import dev.lanewise.processor.graph.Image;
import dev.lanewise.processor.graph.Layout;
import dev.lanewise.processor.graph.Lowering;
import dev.lanewise.processor.graph.Node;
import dev.lanewise.processor.graph.TensorType;
import dev.lanewise.processor.loop.DType;
import dev.lanewise.processor.loop.Index;
import dev.lanewise.processor.loop.Kernel;
import dev.lanewise.processor.loop.Place;
import dev.lanewise.processor.ops.Tiles;
import dev.lanewise.processor.ops.window.ChannelImages;
import java.util.List;
import java.util.Optional;

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
    Tiles blocks = Tiles.of(nest.run().count(), PixelOuterTile.most(l, tiles.vectors()));
    int outer = Sum.terms(nest.loops());
    tiles
        .panels()
        .forEach((panelCount, firstVector, vectors) ->
            blocks.forEach((blockCount, first, block) -> {
              Kernel kernel = PixelOuterTile.kernel(l, nest, block, vectors);
              int enough = Math.ceilDiv(ENOUGH_ITEMS, panelCount * outer);
              Tiles groups = Tiles.of(blockCount, Math.ceilDiv(blockCount, enough));
              groups.forEach((groupCount, firstBlock, size) ->
                  PixelChunks.of(l, nest)
                      .each(chunk ->
                          l.items(
                              panelCount * outer * groupCount,
                              item -> {
                                Index from =
                                    item.mod(groupCount).times(groups.size()).plus(firstBlock);
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
                                    chunk,
                                    kernel,
                                    nest,
                                    size,
                                    block,
                                    nest.input(l.input(0).start(), origin)
                                        .plus(nest.group(column))
                                        .plus(input),
                                    nest.part()
                                        .written(yGrad.start(), yGrad.layout(), origin)
                                        .plus(column),
                                    nest.weights(l.result(0).start(), column).plus(weights));
                              })));
            }));
  }

  /** Blocks of one tap, over the pixels of a far chunk. */
  private static void group(
      Lowering l,
      PixelChunks.Far chunk,
      Kernel kernel,
      ConvNest nest,
      int blocks,
      int block,
      Place x,
      Place yGrad,
      Place wGrad) {
    int xLine =
        nest.part().axes().getFirst().inputStep() * nest.part().strides(nest.layout()).getFirst();
    int yLine = Image.of(l.input(1).layout()).strides().getFirst();
    Index weights = Index.of(blocks * block * nest.panelWidth());
    l.driver().clear(wGrad.buffer(), wGrad.at(), weights.times(chunk.isFirst()));
    chunk.near((r, rows, o, lines) -> {
      Place pixels = x.plus(r.times(l.input(0).rowStride())).plus(o.times(xLine));
      Place grads = yGrad.plus(r.times(l.input(1).rowStride())).plus(o.times(yLine));
      l.driver()
          .loop(
              "b",
              blocks,
              b ->
                  l.call(
                      kernel,
                      List.of(
                          pixels.plus(b.times(block * nest.run().input())),
                          grads,
                          wGrad.plus(b.times(block * nest.panelWidth()))),
                      rows,
                      lines));
    });
  }
}
