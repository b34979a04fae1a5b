package dev.lanewise.processor.ops.conv;

import dev.lanewise.processor.graph.Layout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How the weights of a convolution lie, {@code [panel][taps][channels][width]}: panels of result
 * channels, and in each the taps and the channels that are summed over.
 *
 * @param strides by axis of the weights, except along the lanes
 */
record ConvWeights(Layout layout, List<Integer> strides) {
  /**
   * @param shape filters, channels of a group, taps
   * @param groups with whole panels each
   * @param laneAxis 0 or 1
   * @param width of a panel
   */
  static ConvWeights of(List<Integer> shape, int groups, int laneAxis, int width) {
    int summed = 1 - laneAxis;
    // The filters of all groups stand one behind the other, and so are lanes or are summed.
    int count = shape.get(summed) / (summed == 0 ? groups : 1);
    Integer[] strides = new Integer[shape.size()];
    Arrays.fill(strides, 0);
    strides[summed] = width;
    int stride = Math.multiplyExact(width, count);
    for (int axis = shape.size() - 1; axis >= 2; axis--) {
      strides[axis] = stride;
      stride = Math.multiplyExact(stride, shape.get(axis));
    }
    int panels = (shape.get(laneAxis) + width - 1) / width * (summed == 0 ? groups : 1);
    List<Layout.Term> terms = new ArrayList<>();
    boolean grouped = summed == 0 && groups > 1;
    if (grouped) {
      terms.add(new Layout.Term(0, count, 0, Math.multiplyExact(panels / groups, stride)));
    }
    terms.add(new Layout.Term(laneAxis, width, 0, stride));
    for (int axis = 0; axis < shape.size(); axis++) {
      if (axis != laneAxis) {
        int modulus = grouped && axis == 0 ? count : 0;
        terms.add(new Layout.Term(axis, 1, modulus, strides[axis]));
      }
    }
    terms.add(new Layout.Term(laneAxis, 1, width, 1));
    Layout layout = new Layout(shape, terms, Math.multiplyExact(panels, stride), true);
    return new ConvWeights(layout, List.of(strides));
  }

  int tapStride(int axis) {
    return strides.get(2 + axis);
  }

  int channelStride(int laneAxis) {
    return strides.get(1 - laneAxis);
  }
}
