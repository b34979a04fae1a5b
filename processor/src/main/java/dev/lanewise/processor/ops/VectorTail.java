package dev.lanewise.processor.ops;

import dev.lanewise.processor.loop.DType;
import dev.lanewise.processor.loop.Expr;
import dev.lanewise.processor.loop.Index;
import dev.lanewise.processor.loop.KernelBuilder;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** Loops over the vectors of a sample, of which the last may be partly pads. */
public final class VectorTail {
  private VectorTail() {}

  /**
   * A loop over whole vectors, and the last one on its own where it is partly pads.
   *
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

  /**
   * One loop over all vectors, whose lanes past the length are zero: for a long formula, of which a
   * tail of its own would double the call sites.
   *
   * @param value gets the first element
   * @param result gets the first element and the masked value
   */
  public static void masked(
      KernelBuilder k,
      DType type,
      int length,
      Function<Index, Expr> value,
      BiConsumer<Index, Expr> result) {
    int lanes = k.lanes(type);
    int padded = (length + lanes - 1) / lanes * lanes;
    k.loop(
        "i",
        Index.ZERO,
        Index.of(padded),
        lanes,
        i -> {
          Expr v = value.apply(i);
          if (padded > length) {
            Expr valid = new Expr.FromIndex(i.times(-1).plus(length), type);
            v = k.fillFrom(valid, k.let("value", v), 0);
          }
          result.accept(i, v);
        });
  }
}
