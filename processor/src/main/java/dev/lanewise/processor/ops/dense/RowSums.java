package dev.lanewise.processor.ops.dense;

import dev.lanewise.processor.graph.Home;
import dev.lanewise.processor.graph.Lowering;
import dev.lanewise.processor.loop.DType;
import dev.lanewise.processor.loop.Expr;
import dev.lanewise.processor.loop.Index;
import dev.lanewise.processor.loop.Kernel;
import dev.lanewise.processor.loop.KernelBuilder;
import dev.lanewise.processor.loop.Place;
import dev.lanewise.processor.ops.Tiles;
import java.util.List;

/** Columns of vectors added up over rows, which are samples. */
record RowSums(Lowering l, Home from, Home to) {
  /** Adds the items of work that sum all rows, or one chunk of them after the other. */
  void lower(RowChunks chunks, RowChunks.Chunk chunk) {
    int lanes = l.target().lanes(to.buffer().dtype());
    Tiles tiles = Tiles.of(to.layout().size() / lanes, 8);
    tiles.forEach((count, first, vectors) -> {
      Kernel kernel = kernel(vectors, !chunks.single());
      l.items(
          count,
          item -> {
            Index column = item.times(tiles.size() * lanes).plus(first * lanes);
            Place x = from.pixels(chunk.row()).plus(column);
            Place y = to.start().plus(column);
            if (!chunks.single()) {
              l.driver().clear(y.buffer(), y.at(), chunk.isFirst().times(vectors * lanes));
            }
            l.call(kernel, List.of(x, y), chunk.rows());
          });
    });
  }

  private Kernel kernel(int vectors, boolean adds) {
    DType type = to.buffer().dtype();
    KernelBuilder k = l.kernel("rowSum" + vectors);
    Place x = k.place("x", type);
    Place y = k.place("y", type);
    Index rows = k.index("rows");
    int lanes = k.lanes(type);
    List<Expr.Use> sums =
        k.variables(
            "sum", vectors, v -> adds ? k.load(y, Index.of(v * lanes)) : k.constant(type, 0));
    k.loop(
        "r",
        Index.ZERO,
        rows,
        1,
        r -> {
          for (int v = 0; v < vectors; v++) {
            Index element = r.times(from.rowStride()).plus(v * lanes);
            k.assign(sums.get(v), sums.get(v).plus(k.load(x, element)));
          }
        });
    for (int v = 0; v < vectors; v++) {
      k.store(y, v * lanes, sums.get(v));
    }
    String before = adds ? ", added to what is there." : ", added up over the rows.";
    return l.finish(k, "Columns of " + vectors + " vectors" + before);
  }
}
