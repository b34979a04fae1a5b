package dev.lanewise.processor.ops.conv;

import dev.lanewise.processor.graph.Image;
import dev.lanewise.processor.graph.Layout;
import dev.lanewise.processor.loop.Index;
import dev.lanewise.processor.loop.Place;
import java.util.ArrayList;
import java.util.List;

/**
 * What a tile with lanes along channels sums over: the channels of a group, and the taps.
 *
 * @param layout of the image that is read
 * @param outer loops, from the outermost; the taps of the last axis are none of them
 */
record LaneNest(Part part, Layout layout, LaneWeights weights, List<Sum> outer) {
  /**
   * @param layout of the image that is read, with one axis more than those of space where it is
   *     spread
   * @param summed channels of a group
   */
  static LaneNest of(Layout layout, int summed, Part part, LaneWeights weights) {
    List<Integer> strides = part.strides(layout);
    List<Sum> outer = new ArrayList<>();
    if (summed > 1) {
      int stride = Image.of(layout).strides().getFirst();
      outer.add(new Sum(summed, stride, weights.summedStride()));
    }
    for (int i = 0; i < part.axes().size() - 1; i++) {
      Axis axis = part.axes().get(i);
      if (axis.taps() != 1) {
        int tap = axis.tapStep() * weights.tapStrides().get(i);
        outer.add(new Sum(axis.taps(), axis.inputTap() * strides.get(i), tap));
      }
    }
    return new LaneNest(part, layout, weights, outer);
  }

  Axis last() {
    return part.last();
  }

  /** From neighbour to neighbour along the last axis of the image that is read. */
  int pixel() {
    return part.strides(layout).getLast();
  }

  /** From tap to tap of the last axis, in the weights. */
  int tap() {
    return last().tapStep() * weights.tapStrides().getLast();
  }

  /** The first element that the tile at a pixel reads. */
  Place input(Place sample, List<Index> pixel) {
    return part.read(sample, layout, pixel);
  }

  /** The first tap. */
  Place weights(Place start) {
    int at = 0;
    for (int i = 0; i < part.axes().size(); i++) {
      at += part.axes().get(i).tapFirst() * weights.tapStrides().get(i);
    }
    return start.plus(Index.of(at));
  }
}
