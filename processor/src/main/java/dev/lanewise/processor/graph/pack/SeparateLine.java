package dev.lanewise.processor.graph.pack;

import dev.lanewise.processor.graph.Lowering;
import dev.lanewise.processor.loop.DType;
import dev.lanewise.processor.loop.Expr;
import dev.lanewise.processor.loop.Index;
import dev.lanewise.processor.loop.Kernel;
import dev.lanewise.processor.loop.KernelBuilder;
import dev.lanewise.processor.loop.Place;
import java.util.ArrayList;
import java.util.List;

/**
 * A vector of channels of a line of pixels, to as many lines of one channel each. The last square
 * ends with the line, and repeats some of the one before.
 *
 * @param pixels of the line, as many as there are lanes at least
 * @param pixel from pixel to pixel where channels lie side by side
 * @param plane from channel to channel where they lie one behind the other
 */
public record SeparateLine(int pixels, int pixel, int plane) {
  /** Whether so little is repeated that single moves would take longer. */
  public static boolean pays(int pixels, int lanes) {
    return pixels >= lanes && 4 * Math.ceilDiv(pixels, lanes) * lanes <= 7 * pixels;
  }

  /** From place to place. */
  public Kernel kernel(Lowering l) {
    DType type = l.result(0).buffer().dtype();
    int lanes = l.target().lanes(type);
    KernelBuilder k = l.kernel("separateLine");
    Place from = k.place("from", type);
    Place to = k.place("to", type);
    k.loop(
        "block",
        Math.ceilDiv(pixels, lanes),
        block -> {
          Index first = block.times(lanes);
          Index start =
              k.let("start", pixels % lanes == 0 ? first : first.min(Index.of(pixels - lanes)));
          Index read = k.let("read", start.times(pixel));
          List<Expr.Use> rows = new ArrayList<>();
          for (int i = 0; i < lanes; i++) {
            rows.add(k.variable("v" + i, k.load(from, read.plus(i * pixel))));
          }
          LaneSquare.transpose(k, rows);
          for (int i = 0; i < lanes; i++) {
            k.store(to, start.plus(i * plane), rows.get(i));
          }
        });
    return l.finish(k, "A vector of channels of one line, to lines of one channel each.");
  }
}
