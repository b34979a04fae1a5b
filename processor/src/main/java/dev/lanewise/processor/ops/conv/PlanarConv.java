package dev.lanewise.processor.ops.conv;

import dev.lanewise.processor.graph.FusedOp;
import dev.lanewise.processor.graph.Home;
import dev.lanewise.processor.graph.Image;
import dev.lanewise.processor.graph.InputOp;
import dev.lanewise.processor.graph.Layout;
import dev.lanewise.processor.graph.Lowering;
import dev.lanewise.processor.graph.Node;
import dev.lanewise.processor.graph.RowAlgorithm;
import dev.lanewise.processor.graph.TensorType;
import dev.lanewise.processor.loop.CallSites;
import dev.lanewise.processor.loop.DType;
import dev.lanewise.processor.loop.Index;
import dev.lanewise.processor.loop.Kernel;
import dev.lanewise.processor.loop.KernelBuilder;
import dev.lanewise.processor.loop.Place;
import dev.lanewise.processor.loop.pass.ExpandMath;
import dev.lanewise.processor.ops.Tiles;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Convolution with lanes along the pixels of a line, from channels one behind the other to filters
 * one behind the other: for few filters, and where images come and go in the user's order.
 *
 * <pre>
 * for each sample, for each line of pixels, for each block of filters, for each run of vectors of the line:
 *   c[filters][vectors] = bias
 *   for channels, for taps: c[f][v] += broadcast(w[channel][tap][f]) * x[channel][vector v + tap]
 *   y = epilogue(c)
 * </pre>
 *
 * <p>The last vector of a line ends with the line: what it shares with the one before is computed
 * twice, alike. Lines of a convolution of single taps are whole images.
 */
final class PlanarConv implements RowAlgorithm {
  /** Accumulators that hide most of the latency of a multiply-add. */
  private static final int ENOUGH = 4;

  /** Bytes of pixels that stay in the second-level cache beside the weights. */
  private static final int CHUNK = 256 << 10;

  @Override
  public String name() {
    return "lanes along pixels";
  }

  /**
   * Whether it takes fewer cycles than {@link DirectConv}, an element packed being half a one, and
   * a vector multiplied one.
   */
  @Override
  public boolean applies(Node node, Optional<Layout> wish, Context context) {
    TensorType x = node.input(0).type();
    TensorType y = node.types().getFirst();
    int lanes = context.target().lanes(y.dtype());
    ConvOp op = (ConvOp) FusedOp.of(node).root();
    PlanarNest nest = PlanarNest.of(op);
    boolean able =
        lanes > 1
            && op.groups() == 1
            && nest.last().inputStep() == 1
            && nest.last().count() >= lanes
            && node.inputs().size() == FusedOp.of(node).rootInputs();
    if (!able || filters(node, context) < leastFilters(node, context)) {
      return false;
    }
    long sums = node.input(1).type().size() / op.filters();
    long pixels = y.sampleSize() / op.filters();
    long vectors = pixels / nest.last().count() * Math.ceilDiv(nest.last().count(), lanes);
    boolean planarInput = node.input(0).node().op() instanceof InputOp;
    boolean planarResult = wish.isPresent() && wish.get().hasCanonicalRows();
    long planar =
        sums * op.filters() * vectors
            + (planarInput ? 0 : x.sampleSize() / 2)
            + (planarResult ? 0 : y.sampleSize() / 2);
    long direct =
        sums * Math.ceilDiv(op.filters(), lanes) * pixels
            + (planarInput ? x.sampleSize() / 2 : 0)
            + (planarResult ? y.sampleSize() / 2 : 0);
    return planar < direct;
  }

  @Override
  public boolean writesExactly(Node node, int result, Context context) {
    return true;
  }

  private static ConvOp op(Node node) {
    return (ConvOp) FusedOp.of(node).root();
  }

  private static ProductTiles tiles(Node node, Context context) {
    ConvOp op = op(node);
    TensorType type = node.types().getFirst();
    return ProductTiles.of(
        PlanarNest.of(op).last().count(), 1, op.filters(), type.dtype(), context);
  }

  /** Filters in blocks. */
  private static Tiles blocks(Node node, Context context) {
    return Tiles.of(op(node).filters(), filters(node, context));
  }

  /** As many filters in a tile as the call sites of the epilogue leave room for; perhaps none. */
  private static int filters(Node node, Context context) {
    ProductTiles tiles = tiles(node, context);
    KernelBuilder probe = new KernelBuilder("probe", context.target());
    DType type = node.types().getFirst().dtype();
    Place y = probe.place("y", type);
    probe.store(
        y, 0, FusedOp.of(node).epilogue(probe, probe.load(y, Index.ZERO), PlanarTile::operand));
    // A load and a store, where a sum has a multiply-add and a store.
    int sites = CallSites.of(ExpandMath.run(probe.build("")));
    int fitting = (CallSites.BUDGET - tiles.vectors()) / (tiles.vectors() * sites + 2);
    return Math.min(tiles.elements(), fitting);
  }

  /** Fewer would leave the multiply-adds waiting for each other. */
  private static int leastFilters(Node node, Context context) {
    return Math.min(op(node).filters(), Math.ceilDiv(ENOUGH, tiles(node, context).vectors()));
  }

  @Override
  public Layout wants(Node node, int input, Layout actual, Context context) {
    TensorType type = node.input(input).type();
    return switch (input) {
      case 0 -> ReadImages.planar(type, op(node).axes(), actual, context);
      case 1 ->
          PlanarNest.weights(
              type.shape(), blocks(node, context).size(), context.target().lanes(type.dtype()));
      default -> context.flat(type);
    };
  }

  @Override
  public List<Layout> results(Node node, List<Layout> inputs, Context context) {
    return List.of(Layout.canonical(node.types().getFirst().shape()));
  }

  @Override
  public void lower(Lowering l) {
    ProductTiles tiles = tiles(l.node(), l.context());
    Tiles blocks = blocks(l.node(), l.context());
    PlanarNest nest = PlanarNest.of(op(l.node()));
    int lanes = l.target().lanes(l.result(0).buffer().dtype());
    List<PixelRun> runs = PixelRun.of(tiles.panels(), nest.last().count(), lanes);
    l.eachRow(row ->
        nest.lines(
            (axis, body) -> l.driver().loop("o", nest.axes().get(axis).count(), body),
            line -> {
              for (PixelRun run : runs) {
                Tiles.of(run.count(), chunk(l, run))
                    .forEach((count, first, size) ->
                        l.driver()
                            .loop(
                                "c",
                                count,
                                c -> {
                                  Index start = c.times(size).plus(first);
                                  chunk(l, nest, blocks, run, row, line, start, size);
                                }));
              }
            }));
  }

  /** Runs whose pixels stay in the second-level cache for all filters. */
  private static int chunk(Lowering l, PixelRun run) {
    TensorType x = l.node().input(0).type();
    int bytes = x.sampleShape().getFirst() * run.step() * (x.dtype().bits() / 8);
    return Math.clamp(CHUNK / bytes, 1, run.count());
  }

  private static void chunk(
      Lowering l,
      PlanarNest nest,
      Tiles blocks,
      PixelRun run,
      Index row,
      List<Index> line,
      Index start,
      int size) {
    blocks.forEach((count, first, filters) -> {
      Kernel kernel = new PlanarTile(l, nest, blocks.size(), filters, run.pixels()).kernel();
      l.driver()
          .loop(
              "f",
              count,
              f ->
                  l.driver()
                      .loop(
                          "p",
                          size,
                          p -> {
                            Index pixel = p.plus(start).times(run.step()).plus(run.first());
                            Index filter = f.times(blocks.size()).plus(first);
                            call(l, nest, kernel, row, Part.pixel(line, pixel), filter);
                          }));
    });
  }

  private static void call(
      Lowering l, PlanarNest nest, Kernel kernel, Index row, List<Index> pixel, Index filter) {
    Home x = l.input(0);
    Home y = l.result(0);
    int plane = Image.of(y.layout()).channelStride();
    int sums = l.node().input(1).type().size() / op(l.node()).filters();
    List<Place> places = new ArrayList<>();
    places.add(nest.read(x.at(row), x.layout(), pixel));
    places.add(l.input(1).start().plus(filter.times(sums)));
    places.add(nest.written(y.at(row), y.layout(), pixel).plus(filter.times(plane)));
    if (op(l.node()).bias()) {
      places.add(l.input(2).start().plus(filter));
    }
    l.call(kernel, places);
  }
}
