package dev.lanewise.processor.graph.scan;

import dev.lanewise.processor.graph.Layout;
import dev.lanewise.processor.loop.Index;

/**
 * Where an element of a sequence lies in each iteration of a loop.
 *
 * @param first elements from the first step to that of the first iteration
 * @param stride elements from iteration to iteration
 */
public record Stepping(int first, int stride) {
  /** Of what stays where it is. */
  public static final Stepping NONE = new Stepping(0, 0);

  static Stepping over(Layout sequence, boolean reverse) {
    int stride = Sequences.stepStride(sequence);
    return reverse
        ? new Stepping((sequence.shape().get(1) - 1) * stride, -stride)
        : new Stepping(0, stride);
  }

  /** Of an element of an element. */
  public Stepping plus(Stepping outer) {
    return new Stepping(first + outer.first, stride + outer.stride);
  }

  public Index at(Index iteration) {
    return iteration.times(stride).plus(first);
  }
}
