package dev.lanewise.processor.ops.conv;

import dev.lanewise.processor.loop.Index;
import java.util.List;

/**
 * One of the nested sums over channels and taps.
 *
 * @param input step in the image
 * @param weights step in the weights
 */
record Sum(int count, int input, int weights) {
  /** Terms of sums within each other. */
  static int terms(List<Sum> sums) {
    return sums.stream().mapToInt(Sum::count).reduce(1, (a, b) -> a * b);
  }

  /**
   * A term of nested sums, and what remains of the number that told it.
   *
   * @param input where it lies in the image
   * @param weights where it lies in the weights
   * @param rest of the item
   */
  record Term(Index input, Index weights, Index rest) {
    /** The term that an item of work stands for; the last sum runs fastest. */
    static Term of(List<Sum> sums, Index item) {
      Term term = new Term(Index.ZERO, Index.ZERO, item);
      for (Sum sum : sums.reversed()) {
        Index t = term.rest.mod(sum.count);
        term =
            new Term(
                term.input.plus(t.times(sum.input)),
                term.weights.plus(t.times(sum.weights)),
                term.rest.over(sum.count));
      }
      return term;
    }
  }
}
