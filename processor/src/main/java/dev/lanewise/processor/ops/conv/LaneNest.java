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
 * @param axes the part of each axis of space
 * @param strides of the image that is read, along the axes of space
 * @param outer loops, from the outermost; the taps of the last axis are none of them
 */
record LaneNest(
    List<Axis> axes, Layout read, List<Integer> strides, LaneWeights weights, List<Loop> outer) {

  /**
   * @param input step in the image
   * @param weights step in the weights
   */
  record Loop(int count, int input, int weights) {}

  /**
   * @param read image, with one axis more than those of space where it is spread
   * @param summed channels of a group
   */
  static LaneNest of(Layout read, int summed, List<Axis> axes, LaneWeights weights) {
    List<Integer> all = Image.of(read).strides();
    List<Integer> strides = all.subList(all.size() - axes.size(), all.size());
    List<Loop> outer = new ArrayList<>();
    if (summed > 1) {
      outer.add(new Loop(summed, all.getFirst(), weights.summedStride()));
    }
    for (int i = 0; i < axes.size() - 1; i++) {
      Axis axis = axes.get(i);
      if (axis.taps() != 1) {
        int tap = axis.tapStep() * weights.tapStrides().get(i);
        outer.add(new Loop(axis.taps(), axis.inputTap() * strides.get(i), tap));
      }
    }
    return new LaneNest(axes, read, strides, weights, outer);
  }

  Axis last() {
    return axes.getLast();
  }

  /** From neighbour to neighbour along the last axis of the image that is read. */
  int pixel() {
    return strides.getLast();
  }

  /** From tap to tap of the last axis, in the weights. */
  int tap() {
    return last().tapStep() * weights.tapStrides().getLast();
  }

  boolean isEmpty() {
    return axes.stream().anyMatch(axis -> axis.taps() == 0);
  }

  /** The first element that the tile at a pixel reads. */
  Place input(Place sample, List<Index> pixels) {
    Index at = Index.of(read.offset());
    for (int i = 0; i < axes.size(); i++) {
      Axis axis = axes.get(i);
      int stride = strides.get(i);
      at = at.plus(pixels.get(i).times(axis.inputStep() * stride)).plus(axis.inputFirst() * stride);
    }
    return sample.plus(at);
  }

  /** The first tap. */
  Place weights(Place start) {
    int at = 0;
    for (int i = 0; i < axes.size(); i++) {
      at += axes.get(i).tapFirst() * weights.tapStrides().get(i);
    }
    return start.plus(Index.of(at));
  }

  /** Where a pixel of the result lies in an image. */
  Place result(Place sample, Layout layout, List<Index> pixels) {
    Image result = Image.of(layout);
    Index at = Index.of(layout.offset());
    for (int i = 0; i < axes.size(); i++) {
      Axis axis = axes.get(i);
      int stride = result.strides().get(i);
      at = at.plus(pixels.get(i).times(axis.step() * stride)).plus(axis.first() * stride);
    }
    return sample.plus(at);
  }

  /** From pixel to pixel of a tile, in an image like the result. */
  int resultStep(Layout layout) {
    return last().step() * Image.of(layout).strides().getLast();
  }
}
