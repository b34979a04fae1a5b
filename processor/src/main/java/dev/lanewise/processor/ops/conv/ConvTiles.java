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
  /**
   * @param channels of the result
   * @param groups with whole panels each
   * @param line pixels in a line of the result
   */
  static ConvTiles of(int channels, int groups, int line, DType type, Context context) {
    int lanes = context.target().lanes(type);
    int all = (channels / groups + lanes - 1) / lanes;
    // Two vectors reuse each broadcast pixel; four where a line is too short for many pixels.
    int most = line < 4 ? 4 : 2;
    int vectors = Tiles.of(all, most).size();
    while (groups > 1 && all % vectors > 0) {
      vectors--;
    }
    Tiles panels = new Tiles(all * groups, vectors);
    return new ConvTiles(panels, vectors, pixels(vectors, context.target()));
  }

  /** 7x2, 4x4 and 12x1 of 32 registers run at or near the peak, and 4x2 of 16. */
  private static int pixels(int vectors, Target target) {
    return target.registers() >= 32
        ? vectors == 1 ? 12 : vectors == 2 ? 7 : 4
        : Math.max(1, target.accumulators() / vectors);
  }

  int width(int lanes) {
    return vectors * lanes;
  }
}
