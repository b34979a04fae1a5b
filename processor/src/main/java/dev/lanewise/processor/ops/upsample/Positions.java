package dev.lanewise.processor.ops.upsample;

import dev.lanewise.processor.loop.Index;

/**
 * Where the outputs along one axis lie between the inputs: output {@code o} at {@code numerator(o)
 * / denominator}, so that neighbour and weight are exact integers.
 *
 * @param corners whether the first and last output are the first and last input; otherwise an
 *     element is an interval, and intervals are aligned
 */
record Positions(int size, int output, boolean corners) {
  int denominator() {
    return corners ? Math.max(1, output - 1) : 2 * (output / size);
  }

  Index numerator(Index o) {
    return corners
        ? o.times(output == 1 ? 0 : size - 1)
        : o.times(2).plus(1 - output / size).max(Index.ZERO);
  }

  /** The neighbour before an output, or at it. */
  Index before(Index numerator) {
    return numerator.over(denominator());
  }

  /** The neighbour behind an output, the last one at the end. */
  Index behind(Index numerator) {
    return before(numerator).plus(1).min(Index.of(size - 1));
  }

  /** How far it is to the one behind, times the denominator. */
  Index rest(Index numerator) {
    return numerator.mod(denominator());
  }

  @Override
  public String toString() {
    return size + " to " + output + (corners ? ", corners aligned" : "");
  }
}
