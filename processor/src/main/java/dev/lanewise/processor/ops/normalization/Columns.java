package dev.lanewise.processor.ops.normalization;

import dev.lanewise.processor.graph.Lowering;
import dev.lanewise.processor.loop.Index;
import dev.lanewise.processor.ops.Tiles;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/** Work on a few vectors of channels at a time, each through all rows: items of parallel work. */
final class Columns {
  private Columns() {}

  /**
   * @param most vectors at a time
   * @param work for a number of vectors, the calls for those from a column on
   */
  static void over(Lowering l, int most, IntFunction<Consumer<Index>> work) {
    int channels = l.node().input(0).type().sampleSize();
    int lanes = l.target().lanes(l.node().types().getFirst().dtype());
    Tiles tiles = Tiles.of((channels + lanes - 1) / lanes, most);
    tiles.forEach((count, first, vectors) -> {
      Consumer<Index> calls = work.apply(vectors);
      l.items(count, item -> calls.accept(item.times(tiles.size() * lanes).plus(first * lanes)));
    });
  }
}
