package dev.lanewise.processor.ops.conv;

import dev.lanewise.processor.graph.Algorithm.Context;
import dev.lanewise.processor.loop.DType;
import dev.lanewise.processor.loop.Target;
import dev.lanewise.processor.ops.Tiles;

/**
 * The register tile of a product: elements that are broadcast, by vectors of others. A convolution
 * with lanes along channels broadcasts the pixels of a line to vectors of channels, one with lanes
 * along pixels its filters to vectors of pixels.
 *
 * @param panels of vectors
 * @param vectors in a panel
 * @param elements at most
 */
record ProductTiles(Tiles panels, int vectors, int elements) {
  private static final int MOST_VECTORS = 8;

  /**
   * @param lanewise numbers along the lanes: channels, or the pixels of a line
   * @param groups of them, with whole panels each
   * @param broadcast numbers that meet them: the pixels of a line, or filters
   */
  static ProductTiles of(int lanewise, int groups, int broadcast, DType type, Context context) {
    Target target = context.target();
    int lanes = target.lanes(type);
    int all = (lanewise / groups + lanes - 1) / lanes;
    // Two vectors reuse each broadcast element, and stay the choice where others gain nothing.
    int best = Math.min(2, all);
    for (int vectors = 1; vectors <= Math.min(MOST_VECTORS, all); vectors++) {
      boolean whole = groups == 1 || all % vectors == 0;
      boolean worse = groups > 1 && all % best > 0;
      if (whole
          && (worse
              || cost(all, vectors, broadcast, target) < cost(all, best, broadcast, target))) {
        best = vectors;
      }
    }
    return new ProductTiles(new Tiles(all * groups, best), best, elements(best, target));
  }

  /** Half cycles that the tiles of all elements take for one step of the sum. */
  private static int cost(int all, int vectors, int broadcast, Target target) {
    int most = elements(vectors, target);
    int number = (broadcast + most - 1) / most;
    int height = (broadcast + number - 1) / number;
    int low = height * number - broadcast;
    int full = (number - low) * cost(height, vectors) + low * cost(height - 1, vectors);
    int rest = all % vectors;
    int last = (number - low) * cost(height, rest) + low * cost(height - 1, rest);
    return all / vectors * full + (rest > 0 ? last : 0);
  }

  /** Two multiply-adds or two loads at once, and each accumulator waits four cycles for itself. */
  private static int cost(int elements, int vectors) {
    return Math.max(Math.max(elements * vectors, elements + vectors), 8);
  }

  /** 7x2, 4x4 and 12x1 of 32 registers run at or near the peak, and 4x2 of 16. */
  private static int elements(int vectors, Target target) {
    if (target.registers() < 32) {
      return Math.max(1, target.accumulators() / vectors);
    }
    return switch (vectors) {
      case 1 -> 12;
      case 2 -> 7;
      case 3 -> 5;
      default -> Math.max(1, 16 / vectors);
    };
  }

  int width(int lanes) {
    return vectors * lanes;
  }
}
