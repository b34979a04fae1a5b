package dev.lanewise.processor.ops.conv;

import dev.lanewise.processor.graph.Home;
import dev.lanewise.processor.graph.Lowering;
import dev.lanewise.processor.loop.Index;
import dev.lanewise.processor.loop.Place;
import java.util.List;

/**
 * Where the tiles of a panel leave its pixels, chunk by chunk of lines along the last axis but one.
 */
interface ConvResult {
  /** From pixel to pixel of a line. */
  int step();

  /** Lines of a chunk. */
  int chunk();

  /**
   * Where a pixel of a panel is written.
   *
   * @param line of the chunk
   * @param column first channel of the panel
   */
  Place at(Index row, List<Index> pixel, Index line, Index column);

  /**
   * Called when all pixels of a chunk are written.
   *
   * @param first pixel of the chunk
   * @param vectors of the panel
   */
  void finish(Index row, List<Index> first, int lines, Index column, int vectors);

  /** The result itself, channels side by side. */
  record InPlace(Lowering l, Part part) implements ConvResult {
    @Override
    public int step() {
      return part.writtenStep(l.result(0).layout());
    }

    @Override
    public int chunk() {
      return part.lines();
    }

    @Override
    public Place at(Index row, List<Index> pixel, Index line, Index column) {
      Home y = l.result(0);
      return part.written(y.at(row), y.layout(), pixel).plus(column);
    }

    @Override
    public void finish(Index row, List<Index> first, int lines, Index column, int vectors) {}
  }
}
