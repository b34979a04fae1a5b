package dev.lanewise.processor.ops;

import dev.lanewise.processor.loop.Index;
import dev.lanewise.processor.loop.KernelBuilder;
import java.util.function.BiConsumer;

/** A loop over whole vectors, and the last one on its own where it is partly pads. */
public final class VectorTail {
  private VectorTail() {}

  /**
   * @param body gets the first element and how many lanes hold elements
   */
  public static void over(KernelBuilder k, int length, int lanes, BiConsumer<Index, Integer> body) {
    int whole = length / lanes * lanes;
    if (whole > 0) {
      k.loop("i", Index.ZERO, Index.of(whole), lanes, i -> body.accept(i, lanes));
    }
    if (whole < length) {
      body.accept(Index.of(whole), length - whole);
    }
  }
}
