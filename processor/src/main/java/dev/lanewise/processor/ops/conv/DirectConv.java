package dev.lanewise.processor.ops.conv;

import dev.lanewise.processor.graph.FusedOp;
import dev.lanewise.processor.graph.Home;
import dev.lanewise.processor.graph.Layout;
import dev.lanewise.processor.graph.Lowering;
import dev.lanewise.processor.graph.Node;
import dev.lanewise.processor.graph.RowAlgorithm;
import dev.lanewise.processor.graph.TensorType;
import dev.lanewise.processor.loop.CallSites;
import dev.lanewise.processor.loop.Index;
import dev.lanewise.processor.loop.Kernel;
import dev.lanewise.processor.loop.Place;
import dev.lanewise.processor.loop.pass.ExpandMath;
import dev.lanewise.processor.ops.window.Borders;
import dev.lanewise.processor.ops.window.ChannelImages;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Convolution without a detour: a register tile of pixels by vectors of channels, over taps and
 * channels.
 *
 * <pre>
 * for each sample, for each panel of channels, for each line of pixels, for each tile of a line:
 *   c[pixels][vectors] = bias
 *   for taps, for channels: c[p][v] += broadcast(x[pixel p + tap][channel]) * w[tap][channel][v]
 *   y = epilogue(c)
 * </pre>
 *
 * The image that is read has its padding as a border of zeros, so that all tiles are alike. A panel
 * of weights stays in the second-level cache for a whole image.
 */
final class DirectConv implements RowAlgorithm {
  /** Accumulators that hide the latency of a multiply-add. */
  private static final int ENOUGH = 8;

  @Override
  public String name() {
    return "direct convolution";
  }

  private static ConvProduct product(Node node) {
    return (ConvProduct) FusedOp.of(node).root();
  }

  private static boolean bias(Node node) {
    return FusedOp.of(node).rootInputs() > 2;
  }

  private static ConvTiles tiles(Node node, Context context) {
    TensorType type = node.types().getFirst();
    return ConvTiles.of(
        type.sampleShape().getFirst(),
        product(node).groups(),
        type.last().size(),
        type.dtype(),
        context);
  }

  @Override
  public Layout wants(Node node, int input, Layout actual, Context context) {
    TensorType type = node.input(input).type();
    if (input == 0) {
      return ReadImages.elements(type, product(node).axes(), actual, context);
    }
    if (input == 1) {
      int lanes = context.target().lanes(type.dtype());
      int width = tiles(node, context).width(lanes);
      ConvProduct product = product(node);
      return ConvWeights.of(type.shape(), product.groups(), product.laneAxis(), width).layout();
    }
    if (input == 2 && bias(node)) {
      return context.flat(type);
    }
    return ChannelImages.interleaved(type, actual, false, context);
  }

  @Override
  public Optional<Layout> wish(Node node, int input, Optional<Layout> result, Context context) {
    TensorType type = node.input(input).type();
    return input == 0
        ? Optional.of(ReadImages.elements(type, product(node).axes(), context))
        : Optional.empty();
  }

  @Override
  public List<Layout> results(
      Node node, List<Layout> inputs, Optional<Layout> wish, Context context) {
    // The pads of weights and bias are zero, and so are those of the product.
    boolean zero = FusedOp.of(node).zero(true, i -> inputs.get(i).zeroPads());
    return List.of(ChannelImages.result(node.types().getFirst(), wish, zero, context));
  }

  @Override
  public void lower(Lowering l) {
    FusedOp fused = FusedOp.of(l.node());
    ConvTiles tiles = tiles(l.node(), l.context());
    List<Consumer<Index>> parts = new ArrayList<>();
    for (Part part : Part.all(product(l.node()).axes())) {
      parts.add(new Cover(l, fused, tiles, part).body());
    }
    Home y = l.result(0);
    l.eachRow(row -> {
      Borders.clear(l.driver(), y, y.row(row));
      parts.forEach(part -> part.accept(row));
    });
  }

  /** The tiles that cover a part. */
  private static final class Cover {
    private final Lowering l;
    private final FusedOp fused;
    private final ConvTiles tiles;
    private final ConvNest nest;
    private final boolean inTile;
    private final int pixels;

    Cover(Lowering l, FusedOp fused, ConvTiles tiles, Part part) {
      this.l = l;
      this.fused = fused;
      this.tiles = tiles;
      this.nest =
          ConvNest.of(
              l.input(0).layout(),
              l.node().input(1).type().shape(),
              product(l.node()).groups(),
              product(l.node()).laneAxis(),
              part,
              tiles.width(l.target().lanes(l.result(0).buffer().dtype())));
      this.inTile = inTile();
      this.pixels = inTile ? fittingPixels() : tiles.pixels();
    }

    /**
     * As many as leave the epilogue room among the call sites; all of them, and the epilogue line
     * by line, where so few would be left that the multiply-adds waited for each other.
     */
    private boolean inTile() {
      int most = fittingPixels();
      return sites(most) <= CallSites.BUDGET
          && most * tiles.vectors() >= Math.min(ENOUGH, tiles.pixels() * tiles.vectors());
    }

    private int fittingPixels() {
      int most = tiles.pixels();
      while (most > 1 && sites(most) > CallSites.BUDGET) {
        most--;
      }
      return most;
    }

    private int sites(int most) {
      Kernel kernel = new ConvTile(l, fused, nest, most, tiles.vectors()).builder().build("");
      return CallSites.of(ExpandMath.run(kernel));
    }

    private FusedOp tileOp() {
      return inTile ? fused : new FusedOp(fused.root(), fused.rootInputs(), List.of());
    }

    /** Covers the part of one sample. */
    Consumer<Index> body() {
      int lanes = l.target().lanes(l.result(0).buffer().dtype());
      List<Consumer<Index>> panels = new ArrayList<>();
      tiles
          .panels()
          .forEach((count, first, vectors) -> {
            Line line = new Line(vectors);
            panels.add(row ->
                l.driver()
                    .loop(
                        "p",
                        count,
                        p -> {
                          Index column = p.times(tiles.width(lanes)).plus(first * lanes);
                          nest.part().lines(this::along, at -> line.cover(row, column, at));
                        }));
          });
      return row -> panels.forEach(panel -> panel.accept(row));
    }

    private void along(int axis, Consumer<Index> body) {
      l.driver().loop("o", nest.part().axes().get(axis).count(), body);
    }

    /** A line in tiles of two neighbouring heights: 57 pixels in 7s are 3 of 7 and 6 of 6. */
    private final class Line {
      private final int more;
      private final int fewer;
      private final int height;
      private final Optional<Kernel> high;
      private final Optional<Kernel> low;
      private final Optional<Kernel> epilogue;
      private final int vectors;

      Line(int vectors) {
        this.vectors = vectors;
        int count = nest.part().last().count();
        int number = (count + pixels - 1) / pixels;
        this.height = (count + number - 1) / number;
        this.fewer = height * number - count;
        this.more = number - fewer;
        this.high = kernel(more, height, vectors);
        this.low = kernel(fewer, height - 1, vectors);
        this.epilogue =
            inTile ? Optional.empty() : Optional.of(new ConvEpilogue(l, fused, nest).kernel());
      }

      private Optional<Kernel> kernel(int number, int height, int vectors) {
        return number == 0
            ? Optional.empty()
            : Optional.of(new ConvTile(l, tileOp(), nest, height, vectors).kernel());
      }

      void cover(Index row, Index column, List<Index> at) {
        high.ifPresent(kernel ->
            l.driver().loop("t", more, t -> call(kernel, row, column, at, t.times(height))));
        low.ifPresent(kernel ->
            l.driver()
                .loop(
                    "t",
                    fewer,
                    t -> call(kernel, row, column, at, t.times(height - 1).plus(more * height))));
        int lanes = l.target().lanes(l.result(0).buffer().dtype());
        epilogue.ifPresent(kernel -> {
          for (int v = 0; v < vectors; v++) {
            List<Index> pixels = Part.pixel(at, Index.ZERO);
            Index from = column.plus(v * lanes);
            List<Place> places = new ArrayList<>(List.of(result(l.result(0), row, pixels, from)));
            for (int i = fused.rootInputs(); i < l.node().inputs().size(); i++) {
              places.add(result(l.input(i), row, pixels, from));
            }
            l.call(kernel, places);
          }
        });
      }

      private Place result(Home home, Index row, List<Index> pixels, Index column) {
        return nest.part().written(home.at(row), home.layout(), pixels).plus(column);
      }

      private void call(Kernel kernel, Index row, Index column, List<Index> at, Index pixel) {
        List<Index> pixels = Part.pixel(at, pixel);
        List<Place> places = new ArrayList<>();
        places.add(nest.input(l.input(0).at(row), pixels).plus(nest.group(column)));
        places.add(nest.weights(l.input(1).start(), column));
        places.add(result(l.result(0), row, pixels, column));
        if (bias(l.node())) {
          places.add(l.input(2).start().plus(column));
        }
        for (int i = fused.rootInputs(); inTile && i < l.node().inputs().size(); i++) {
          places.add(result(l.input(i), row, pixels, column));
        }
        l.call(kernel, places);
      }
    }
  }
}
