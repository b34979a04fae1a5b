package dev.lanewise.processor.ops.conv;

import dev.lanewise.processor.graph.FusedOp;
import dev.lanewise.processor.graph.Lowering;
import dev.lanewise.processor.loop.CallSites;
import dev.lanewise.processor.loop.Index;
import dev.lanewise.processor.loop.Kernel;
import dev.lanewise.processor.loop.LoopNest;
import dev.lanewise.processor.loop.Place;
import dev.lanewise.processor.loop.pass.ExpandMath;
import dev.lanewise.processor.ops.Tiles;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The tiles that cover a part of a sample, panel by panel and line by line. */
final class ConvLines {
  /** Accumulators that hide the latency of a multiply-add. */
  private static final int ENOUGH = 8;

  private final Lowering l;
  private final FusedOp fused;
  private final ProductTiles tiles;
  private final ConvNest nest;
  private final ConvResult result;
  private final int lanes;
  private final boolean inTile;
  private final int pixels;

  ConvLines(Lowering l, FusedOp fused, ProductTiles tiles, ConvNest nest, ConvResult result) {
    this.l = l;
    this.fused = fused;
    this.tiles = tiles;
    this.nest = nest;
    this.result = result;
    this.lanes = l.target().lanes(l.result(0).buffer().dtype());
    this.inTile = inTile();
    this.pixels = inTile ? fittingPixels() : tiles.elements();
  }

  /**
   * As many as leave the epilogue room among the call sites; all of them, and the epilogue line by
   * line, where so few would be left that the multiply-adds waited for each other.
   */
  private boolean inTile() {
    int most = fittingPixels();
    return sites(most) <= CallSites.BUDGET
        && most * tiles.vectors() >= Math.min(ENOUGH, tiles.elements() * tiles.vectors());
  }

  private int fittingPixels() {
    int most = tiles.elements();
    while (most > 1 && sites(most) > CallSites.BUDGET) {
      most--;
    }
    return most;
  }

  private int sites(int most) {
    Kernel kernel =
        new ConvTile(l, fused, nest, most, tiles.vectors(), result.step()).builder().build("");
    return CallSites.of(ExpandMath.run(kernel));
  }

  /** Covers the part of one sample. */
  Consumer<Index> body() {
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
                        int outer = Math.max(0, nest.part().axes().size() - 2);
                        LoopNest.write(
                            outer, this::along, planes -> chunks(line, row, column, planes));
                      }));
        });
    return row -> panels.forEach(panel -> panel.accept(row));
  }

  private void along(int axis, Consumer<Index> body) {
    l.driver().loop("o", nest.part().axes().get(axis).count(), body);
  }

  /** The lines along the last axis but one. */
  private void chunks(Line line, Index row, Index column, List<Index> outer) {
    Tiles.of(nest.part().lines(), result.chunk())
        .forEach((count, first, lines) ->
            l.driver()
                .loop(
                    "c",
                    count,
                    c -> {
                      Index start = c.times(lines).plus(first);
                      l.driver()
                          .loop(
                              "o",
                              lines,
                              o -> line.cover(row, column, at(outer, start.plus(o)), o));
                      List<Index> pixel = Part.pixel(at(outer, start), Index.ZERO);
                      result.finish(row, pixel, lines, column, line.vectors);
                    }));
  }

  /** A line, by its numbers along all axes but the last. */
  private List<Index> at(List<Index> outer, Index line) {
    return nest.part().axes().size() == 1 ? outer : Part.pixel(outer, line);
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
      this.high = kernel(more, height);
      this.low = kernel(fewer, height - 1);
      this.epilogue =
          inTile
              ? Optional.empty()
              : Optional.of(
                  new TileEpilogue(l, fused, nest.part(), result.step()).kernel(count, lanes));
    }

    private Optional<Kernel> kernel(int number, int height) {
      FusedOp op = inTile ? fused : new FusedOp(fused.root(), fused.rootInputs(), List.of());
      return number == 0
          ? Optional.empty()
          : Optional.of(new ConvTile(l, op, nest, height, vectors, result.step()).kernel());
    }

    /**
     * @param inChunk number of the line in its chunk
     */
    void cover(Index row, Index column, List<Index> at, Index inChunk) {
      Tile tile = new Tile(row, column, at, inChunk);
      high.ifPresent(kernel -> l.driver().loop("t", more, t -> tile.call(kernel, t.times(height))));
      low.ifPresent(kernel ->
          l.driver()
              .loop("t", fewer, t -> tile.call(kernel, t.times(height - 1).plus(more * height))));
      epilogue.ifPresent(kernel -> {
        List<Index> pixels = Part.pixel(at, Index.ZERO);
        for (int v = 0; v < vectors; v++) {
          Index from = column.plus(v * lanes);
          Place written = result.at(row, pixels, inChunk, column).plus(Index.of(v * lanes));
          List<Place> places = new ArrayList<>(List.of(written));
          for (int i = fused.rootInputs(); i < l.node().inputs().size(); i++) {
            places.add(nest.part().operand(l.input(i), row, pixels).plus(from));
          }
          l.call(kernel, places);
        }
      });
    }
  }

  /** The tiles of one line. */
  private final class Tile {
    private final Index row;
    private final Index column;
    private final List<Index> line;
    private final Index inChunk;
    private final Index input;
    private final Index weights;
    private final Index[] further;

    Tile(Index row, Index column, List<Index> line, Index inChunk) {
      this.row = row;
      this.column = column;
      this.line = line;
      this.inChunk = inChunk;
      if (nest.bounded()) {
        ConvNest.Taps taps = nest.taps(line.getFirst());
        Index first = l.driver().let("tap", taps.first());
        Sum outer = nest.loops().getFirst();
        this.input = nest.group(column).plus(first.times(outer.input()));
        this.weights = first.times(outer.weights());
        this.further = new Index[] {l.driver().let("taps", taps.end().plus(first.times(-1)))};
      } else {
        this.input = nest.group(column);
        this.weights = Index.ZERO;
        this.further = new Index[0];
      }
    }

    void call(Kernel kernel, Index pixel) {
      List<Index> pixels = Part.pixel(line, pixel);
      List<Place> places = new ArrayList<>();
      places.add(nest.input(l.input(0).at(row), pixels).plus(input));
      places.add(nest.weights(l.input(1).start(), column).plus(weights));
      places.add(result.at(row, pixels, inChunk, column));
      if (fused.rootInputs() > 2) {
        places.add(l.input(2).start().plus(column));
      }
      for (int i = fused.rootInputs(); inTile && i < l.node().inputs().size(); i++) {
        places.add(nest.part().operand(l.input(i), row, pixels).plus(column));
      }
      l.call(kernel, places, further);
    }
  }
}
