package dev.lanewise.processor.ops.dense;

import dev.lanewise.processor.graph.Lowering;
import dev.lanewise.processor.loop.Index;
import dev.lanewise.processor.ops.Tiles;
import java.util.function.Consumer;

/**
 * The samples that weight gradients sum over, in chunks that stay in the second-level cache for all
 * tiles: where there are many, as the steps of sequences are, each panel of them would else come
 * from memory, in pieces of a cache line or two.
 *
 * <p>3200 rows of 128 features and 512 outputs at 512 bits, as a fraction of the FMA peak: 0.66 at
 * once, with the sums of the rows in a pass of their own; 0.70 in chunks of 64, 100 or 200 rows;
 * 0.84 where the sums of a chunk, which read it from end to end, come before its tiles. With the
 * chunk copied to panels instead 0.82, with tiles of 4x4 or 5x4 instead of 8x2 0.78 to 0.80.
 *
 * @param size rows of a chunk
 * @param single whether one is enough
 */
record RowChunks(int size, boolean single) {
  private static final int BYTES = 256 << 10;

  /** Fewer rows would spend more on loading and storing sums. */
  private static final int LEAST = 64;

  /**
   * One of the chunks.
   *
   * @param row the first sample
   * @param rows how many
   */
  record Chunk(Index row, Index rows) {
    /** 1 of the first, 0 of all others. */
    Index isFirst() {
      return row.times(-1).plus(1).max(Index.ZERO);
    }
  }

  /**
   * @param elements of a sample that are read
   */
  static RowChunks of(Lowering l, int elements) {
    int rows = l.node().input(0).type().rows();
    int bytes = elements * l.result(0).buffer().dtype().bits() / 8;
    Tiles chunks = Tiles.of(rows, Math.max(LEAST, BYTES / bytes));
    return new RowChunks(chunks.size(), chunks.count() == 1);
  }

  void each(Lowering l, Consumer<Chunk> body) {
    if (single) {
      body.accept(new Chunk(Index.ZERO, l.rows()));
      return;
    }
    l.driver()
        .loop(
            "c",
            Index.ZERO,
            l.rows(),
            size,
            c -> body.accept(new Chunk(c, c.times(-1).plus(l.rows()).min(Index.of(size)))));
  }
}
