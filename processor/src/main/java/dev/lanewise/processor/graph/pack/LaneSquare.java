package dev.lanewise.processor.graph.pack;

import dev.lanewise.processor.loop.Expr;
import dev.lanewise.processor.loop.KernelBuilder;
import java.util.ArrayList;
import java.util.List;

/** As many vectors as each has lanes, in registers. */
final class LaneSquare {
  private LaneSquare() {}

  /**
   * Swaps rows and lanes.
   *
   * <pre>
   * log2(L) times: v[2 i], v[2 i + 1] = zip(v[i], v[i + L/2]), of lower halves and of upper ones
   * </pre>
   *
   * <p>Each round turns the bits of an element's number, row and lane in one, by one place; after
   * log2(L) of them row and lane have changed places (Stone, "Parallel processing with the perfect
   * shuffle", 1971). All rounds are the same, so they are a loop: 48 vector call sites of 16 lanes
   * with loads and stores, where 96 in a row are too many.
   */
  static void transpose(KernelBuilder k, List<Expr.Use> rows) {
    int half = rows.size() / 2;
    k.loop(
        "round",
        Integer.numberOfTrailingZeros(rows.size()),
        round -> {
          List<Expr> zipped = new ArrayList<>();
          for (int i = 0; i < half; i++) {
            zipped.add(k.let("z" + 2 * i, k.zip(rows.get(i), rows.get(i + half), false)));
            zipped.add(k.let("z" + (2 * i + 1), k.zip(rows.get(i), rows.get(i + half), true)));
          }
          for (int i = 0; i < rows.size(); i++) {
            k.assign(rows.get(i), zipped.get(i));
          }
        });
  }
}
