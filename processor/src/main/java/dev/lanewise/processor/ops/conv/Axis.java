package dev.lanewise.processor.ops.conv;

import dev.lanewise.processor.loop.Index;
import dev.lanewise.processor.ops.window.Window;
import java.util.ArrayList;
import java.util.List;

/**
 * What is computed along one axis: result {@code first + step * q} is the sum over taps {@code t}
 * of input {@code inputFirst + inputStep * q + inputTap * t} times kernel element {@code tapFirst +
 * tapStep * t}. A convolution is one such; a transposed one is one for each remainder by the
 * stride.
 *
 * @param count results
 */
record Axis(
    int first,
    int step,
    int count,
    int inputFirst,
    int inputStep,
    int inputTap,
    int taps,
    int tapFirst,
    int tapStep) {

  /** The convolution itself. */
  static Axis forward(Window w) {
    return new Axis(0, 1, w.output(), -w.before(), w.stride(), w.dilation(), w.kernel(), 0, 1);
  }

  /** The transposed one, by remainder of the position divided by the stride. */
  static List<Axis> transposed(Window w) {
    List<Axis> axes = new ArrayList<>();
    int common = gcd(w.stride(), w.dilation());
    for (int r = 0; r < Math.min(w.stride(), w.size()); r++) {
      int count = (w.size() - r + w.stride() - 1) / w.stride();
      int tap = 0;
      while (tap < w.kernel()
          && Math.floorMod(r + w.before() - tap * w.dilation(), w.stride()) > 0) {
        tap++;
      }
      int tapStep = w.stride() / common;
      int taps = (w.kernel() - tap + tapStep - 1) / tapStep;
      int inputFirst = Math.floorDiv(r + w.before() - tap * w.dilation(), w.stride());
      axes.add(
          new Axis(
              r,
              w.stride(),
              count,
              inputFirst,
              1,
              -w.dilation() / common,
              Math.max(0, taps),
              tap,
              tapStep));
    }
    return axes;
  }

  private static int gcd(int a, int b) {
    return b == 0 ? a : gcd(b, a % b);
  }

  /**
   * The first tap that reads an element of the input, for the result of a number.
   *
   * @param size of the input
   */
  Index insideFirst(Index q, int size) {
    Index at = q.times(inputStep).plus(inputFirst);
    Index outside = inputTap > 0 ? at.times(-1) : at.plus(1 - size);
    return count(outside).min(Index.of(taps));
  }

  /** The end of the taps that read an element of the input. */
  Index insideEnd(Index q, int size) {
    Index at = q.times(inputStep).plus(inputFirst);
    Index inside = inputTap > 0 ? at.times(-1).plus(size) : at.plus(1);
    return count(inside).min(Index.of(taps));
  }

  /** Taps within a distance, which may be below zero. */
  private Index count(Index distance) {
    int step = Math.abs(inputTap);
    return distance.plus(step - 1).max(Index.ZERO).over(step);
  }

  /** Whether a tap of some result reads outside of the input. */
  boolean readsOutside(int size) {
    return taps > 0 && (readBefore() > 0 || readAfter(size) > 0);
  }

  /** Input elements read before the first. */
  int readBefore() {
    return Math.max(0, -(inputFirst + Math.min(0, inputTap * (taps - 1))));
  }

  /**
   * Input elements read behind the last.
   *
   * @param size of the input
   */
  int readAfter(int size) {
    int last = inputFirst + inputStep * (count - 1) + Math.max(0, inputTap * (taps - 1));
    return Math.max(0, last - size + 1);
  }
}
