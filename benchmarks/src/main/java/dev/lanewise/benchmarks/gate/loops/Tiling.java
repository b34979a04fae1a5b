package dev.lanewise.benchmarks.gate.loops;

import dev.lanewise.processor.loop.DType;
import dev.lanewise.processor.loop.DriverBuilder;
import dev.lanewise.processor.loop.Index;
import dev.lanewise.processor.loop.Target;
import java.util.function.BiConsumer;

/**
 * Register tiles of the convolutions: a block of pixels by {@link #VECTORS} vectors of channels.
 *
 * @param pixels 7 with 32 registers, where 14 accumulators reach the peak; 4 with 16
 */
record Tiling(Target target, int pixels) {
  static final int VECTORS = 2;

  static Tiling of(Target target) {
    return new Tiling(target, target.accumulators() >= 14 ? 7 : 4);
  }

  int lanes() {
    return target.lanes(DType.F32);
  }

  /** Output channels that lie together in the weights. */
  int panel() {
    return VECTORS * lanes();
  }

  /**
   * Loops over {@code count} pixels in whole tiles, and adds a smaller one for the rest.
   *
   * @param body gets the pixels of the tile and the first of them
   */
  void forEach(DriverBuilder driver, String variable, int count, BiConsumer<Integer, Index> body) {
    int whole = count / pixels * pixels;
    driver.loop(variable, Index.ZERO, Index.of(whole), pixels, first -> body.accept(pixels, first));
    if (whole < count) {
      body.accept(count - whole, Index.of(whole));
    }
  }
}
