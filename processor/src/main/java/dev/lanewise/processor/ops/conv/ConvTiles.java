package dev.lanewise.processor.ops.conv;

import dev.lanewise.processor.graph.Algorithm.Context;
import dev.lanewise.processor.loop.DType;
import dev.lanewise.processor.loop.Target;
import dev.lanewise.processor.ops.Tiles;

/**
 * The register tile of a convolution: pixels of one line by vectors of channels.
 *
 * @param vectors of channels in a panel
 * @param pixels at most
 */
record ConvTiles(Tiles panels, int vectors, int pixels) {
  private static final int MOST_VECTORS = 8;

  /**
   * @param channels of the result
   * @param groups with whole panels each
   * @param line pixels in a line of the result
   */
  static ConvTiles of(int channels, int groups, int line, DType type, Context context) {
    Target target = context.target();
    int lanes = target.lanes(type);
    int all = (channels / groups + lanes - 1) / lanes;
    // Two vectors reuse each broadcast pixel, and stay the choice where others gain nothing.
    int best = Math.min(2, all);
    for (int vectors = 1; vectors <= Math.min(MOST_VECTORS, all); vectors++) {
      boolean whole = groups == 1 || all % vectors == 0;
      boolean worse = groups > 1 && all % best > 0;
      if (whole && (worse || cost(all, vectors, line, target) < cost(all, best, line, target))) {
        best = vectors;
      }
    }
    return new ConvTiles(new Tiles(all * groups, best), best, pixels(best, target));
  }

  /** Half cycles that the tiles of a line take for one tap and channel. */
  private static int cost(int all, int vectors, int line, Target target) {
    int most = pixels(vectors, target);
    int number = (line + most - 1) / most;
    int height = (line + number - 1) / number;
    int low = height * number - line;
    int full = (number - low) * cost(height, vectors) + low * cost(height - 1, vectors);
    int rest = all % vectors;
    int last = (number - low) * cost(height, rest) + low * cost(height - 1, rest);
    return all / vectors * full + (rest > 0 ? last : 0);
  }

  /** Two multiply-adds or two loads at once, and each accumulator waits four cycles for itself. */
  private static int cost(int pixels, int vectors) {
    return Math.max(Math.max(pixels * vectors, pixels + vectors), 8);
  }

  /** 7x2, 4x4 and 12x1 of 32 registers run at or near the peak, and 4x2 of 16. */
  private static int pixels(int vectors, Target target) {
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
