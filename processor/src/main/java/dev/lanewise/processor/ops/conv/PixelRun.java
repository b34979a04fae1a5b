package dev.lanewise.processor.ops.conv;

import dev.lanewise.processor.ops.Tiles;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs of vectors of a line, each of which a call computes. The last vector of the line ends with
 * it: what it shares with the one before is computed twice, alike.
 *
 * @param first pixel of the first run
 * @param step from run to run
 * @param pixels where the vectors of a run begin
 */
record PixelRun(int count, int first, int step, List<Integer> pixels) {
  /**
   * @param vectors of the line, in runs
   * @param line pixels, as many as there are lanes at least
   */
  static List<PixelRun> of(Tiles vectors, int line, int lanes) {
    List<PixelRun> runs = new ArrayList<>();
    vectors.forEach((count, first, size) -> {
      List<Integer> pixels = new ArrayList<>();
      for (int v = 0; v < size; v++) {
        pixels.add(v * lanes);
      }
      int step = size * lanes;
      boolean over = (first + count * size) * lanes > line;
      if (count > (over ? 1 : 0)) {
        runs.add(new PixelRun(over ? count - 1 : count, first * lanes, step, pixels));
      }
      if (over) {
        int start = (first + (count - 1) * size) * lanes;
        List<Integer> last = new ArrayList<>(pixels.subList(0, size - 1));
        last.add(line - lanes - start);
        runs.add(new PixelRun(1, start, step, last));
      }
    });
    return runs;
  }
}
