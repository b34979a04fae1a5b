package dev.lanewise.processor.ops.conv;

import dev.lanewise.processor.graph.Layout;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * How the weights of a product in groups lie: {@code [channels summed in a group][taps][channels of
 * the result]}, the last rounded up to whole vectors.
 *
 * @param summedStride from one summed channel to the next
 * @param tapStrides along the axes of space
 * @param channels of the result, rounded up
 */
record LaneWeights(Layout layout, int summedStride, List<Integer> tapStrides, int channels) {
  /**
   * @param shape filters, channels of a group, taps
   * @param laneAxis 0 if the result's channels are the filters, 1 if they are the channels
   */
  static LaneWeights of(List<Integer> shape, int groups, int laneAxis, int lanes) {
    int filters = shape.get(0) / groups;
    int read = shape.get(1);
    int results = laneAxis == 0 ? shape.get(0) : groups * read;
    int channels = Math.multiplyExact((results + lanes - 1) / lanes, lanes);
    List<Integer> tapStrides = new ArrayList<>(Collections.nCopies(shape.size() - 2, 0));
    int stride = channels;
    for (int axis = shape.size() - 1; axis >= 2; axis--) {
      tapStrides.set(axis - 2, stride);
      stride = Math.multiplyExact(stride, shape.get(axis));
    }
    List<Layout.Term> terms = new ArrayList<>();
    if (laneAxis == 0) {
      terms.add(new Layout.Term(1, 1, 0, stride));
      addTaps(terms, tapStrides);
      terms.add(new Layout.Term(0, 1, 0, 1));
    } else {
      if (filters > 1) {
        terms.add(new Layout.Term(0, 1, filters, stride));
      }
      addTaps(terms, tapStrides);
      terms.add(new Layout.Term(0, filters, 0, read));
      terms.add(new Layout.Term(1, 1, 0, 1));
    }
    // Depthwise weights lie alike either way, and so need no second copy.
    terms.removeIf(term -> term.axis() == 1 && read == 1);
    int size = Math.multiplyExact(stride, laneAxis == 0 ? read : filters);
    return new LaneWeights(
        new Layout(shape, terms, size, true), stride, List.copyOf(tapStrides), channels);
  }

  private static void addTaps(List<Layout.Term> terms, List<Integer> tapStrides) {
    for (int i = 0; i < tapStrides.size(); i++) {
      terms.add(new Layout.Term(i + 2, 1, 0, tapStrides.get(i)));
    }
  }
}
