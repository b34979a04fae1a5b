package dev.lanewise.processor.ops.conv;

import dev.lanewise.processor.graph.Lowering;
import dev.lanewise.processor.loop.Index;
import java.util.function.Consumer;

/**
 * The pixels that weights of all taps are summed over: in far chunks, which stay in the
 * second-level cache for all taps, and each of those in near ones, which stay in the first-level
 * cache for all tiles of a tap.
 *
 * <pre>
 * for samples, for far chunks of lines: for each tap:
 *   for samples, for near chunks of lines: for each tile
 * </pre>
 *
 * <p>A training step of two convolutions 3x3 with 64 channels of 56 x 56 pixels and 4 samples, at
 * 512 bits: 1 with chunks of 256 KiB, a quarter of the second-level cache, that each tap walks over
 * by itself; 0.94 to 0.97 with near chunks of 32 KiB, a line; 0.98 to 1.00 with two or four lines,
 * and with two or three lines of half the channels or a quarter. Eighteen times through all pixels,
 * 7 MB, such a step waits for the third-level cache, which neighbours share: with far chunks its
 * median is 0.80 of that without, its best 0.97.
 */
final class PixelChunks {
  private static final int NEAR = 32 << 10;
  private static final int FAR = 256 << 10;

  private final Lowering l;
  private final int samples;
  private final int count;
  private final Chunk near;
  private final Chunk far;

  /**
   * @param rows samples, 1 where a chunk is lines of one
   * @param lines along the first axis of space
   */
  private record Chunk(int rows, int lines) {
    static Chunk of(int bytes, long line, int count) {
      int lines = Math.clamp(bytes / line, 1, count);
      int even = Math.ceilDiv(count, Math.ceilDiv(count, lines));
      int rows = lines < count ? 1 : Math.clamp(bytes / line / lines, 1, 1 << 10);
      return new Chunk(rows, even);
    }

    /** The same in whole chunks of another. */
    Chunk of(Chunk other) {
      return new Chunk(
          Math.ceilDiv(rows, other.rows) * other.rows,
          Math.ceilDiv(lines, other.lines) * other.lines);
    }
  }

  /** What to do for a chunk. */
  interface Body {
    /**
     * @param row the first sample
     * @param rows how many
     * @param line the first line
     * @param lines how many
     */
    void write(Index row, Index rows, Index line, Index lines);
  }

  private PixelChunks(Lowering l, int count, Chunk near, Chunk far) {
    this.l = l;
    this.samples = l.node().input(0).type().rows();
    this.count = count;
    this.near = near;
    this.far = far;
  }

  static PixelChunks of(Lowering l, ConvNest nest) {
    int bytes = l.result(0).buffer().dtype().bits() / 8;
    int count = nest.part().axes().getFirst().count();
    int step = nest.part().axes().getFirst().inputStep();
    long pixels =
        nest.part().axes().stream().skip(1).mapToLong(Axis::count).reduce(1, (a, b) -> a * b);
    long x = (long) step * nest.part().strides(nest.layout()).getFirst();
    int channels = l.input(1).layout().terms().getLast().stride();
    Chunk near = Chunk.of(NEAR, bytes * (x + pixels * nest.panelWidth()), count);
    Chunk far = Chunk.of(FAR, bytes * (x + pixels * channels), count);
    return new PixelChunks(l, count, near, far.of(near));
  }

  /** Loops over the far chunks. */
  void each(Consumer<Far> body) {
    along(
        "r",
        Index.ZERO,
        far.rows,
        l.rows(),
        samples,
        r ->
            along(
                "o",
                Index.ZERO,
                far.lines,
                Index.of(count),
                count,
                o -> body.accept(new Far(r, o))));
  }

  private void along(String name, Index from, int step, Index end, int most, Consumer<Index> body) {
    if (step >= most) {
      body.accept(from);
    } else {
      l.driver().loop(name, from, end, step, body);
    }
  }

  /** One far chunk. */
  final class Far {
    private final Index row;
    private final Index line;

    private Far(Index row, Index line) {
      this.row = row;
      this.line = line;
    }

    /** 1 of the first, 0 of all others. */
    Index isFirst() {
      return row.plus(line).times(-1).plus(1).max(Index.ZERO);
    }

    /** Loops over its near chunks. */
    void near(Body body) {
      Index rows = end(row, far.rows, l.rows(), samples);
      Index lines = end(line, far.lines, Index.of(count), count);
      l.driver()
          .loop(
              "r",
              row,
              rows,
              near.rows,
              r ->
                  l.driver()
                      .loop(
                          "o",
                          line,
                          lines,
                          near.lines,
                          o ->
                              body.write(
                                  r, left(r, rows, near.rows), o, left(o, lines, near.lines))));
    }

    private static Index end(Index from, int size, Index all, int most) {
      return size >= most ? all : from.plus(size).min(all);
    }

    private static Index left(Index from, Index end, int most) {
      return from.times(-1).plus(end).min(Index.of(most));
    }
  }
}
