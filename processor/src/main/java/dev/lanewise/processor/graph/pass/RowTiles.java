package dev.lanewise.processor.graph.pass;

import dev.lanewise.processor.loop.DriverBuilder;
import dev.lanewise.processor.loop.Index;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;

/**
 * Tiles of rows where each sample has several: whole samples where a few fit a tile, otherwise each
 * sample in tiles of almost one height. So no row is left over to be computed alone.
 *
 * @param perSample rows of a sample, at least 2
 * @param most rows in a tile
 * @param samples in a tile, 1 where a sample is cut
 */
record RowTiles(int perSample, int most, int samples) {
  /**
   * @param item samples that are taken together: a row's bits depend on the height of its tile, and
   *     must not depend on how the items are cut, so whole tiles make an item
   */
  static RowTiles of(int perSample, int most, int item) {
    int samples =
        IntStream.rangeClosed(1, item)
            .filter(n -> item % n == 0 && (n == 1 || n * perSample <= most))
            .max()
            .orElse(1);
    return new RowTiles(perSample, most, samples);
  }

  /** The size of tiles, none above the most, that cuts a length most evenly. */
  static int evened(int length, int most) {
    int tiles = (length + most - 1) / most;
    return (length + tiles - 1) / tiles;
  }

  /** Rows of the highest tile. */
  int height() {
    return perSample > most ? evened(perSample, most) : samples * perSample;
  }

  /** Loops over the rows of whole samples. */
  void write(DriverBuilder driver, Index first, Index end, BiConsumer<Integer, Index> body) {
    if (perSample > most) {
      driver.loop("s", first, end, perSample, sample -> cut(driver, sample, body));
      return;
    }
    int tile = height();
    Index whole = first.plus(end.plus(first.times(-1)).over(tile).times(tile));
    driver.loop("r", first, whole, tile, row -> body.accept(tile, row));
    if (samples > 1) {
      driver.loop("r", whole, end, perSample, row -> body.accept(perSample, row));
    }
  }

  private void cut(DriverBuilder driver, Index sample, BiConsumer<Integer, Index> body) {
    int tile = height();
    int whole = perSample / tile * tile;
    driver.loop("r", sample, sample.plus(whole), tile, row -> body.accept(tile, row));
    if (whole < perSample) {
      body.accept(perSample - whole, sample.plus(whole));
    }
  }
}
