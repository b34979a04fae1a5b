package dev.lanewise.processor.ops.conv;

import dev.lanewise.processor.graph.Image;
import dev.lanewise.processor.graph.Layout;
import dev.lanewise.processor.loop.Index;
import dev.lanewise.processor.loop.Place;
import java.util.ArrayList;
import java.util.List;

/**
 * What a tile sums over: nested loops, the innermost over a run of weights side by side.
 *
 * @param axes the part of each axis of space
 * @param loops from the outermost
 * @param run the innermost one
 * @param panel elements of a panel of weights
 * @param tapsFirst where in a panel the first tap lies
 * @param results channels of the result in a group, or 0 where there is one group
 * @param group from group to group in the image
 */
record ConvNest(
    List<Axis> axes,
    Image image,
    List<Loop> loops,
    Loop run,
    int panelWidth,
    int panel,
    int tapsFirst,
    int results,
    int group) {

  /**
   * @param input step in the image
   * @param weights step in the weights
   */
  record Loop(int count, int input, int weights) {}

  /**
   * @param image that is read
   * @param shape of the weights
   * @param groups with whole panels each
   * @param laneAxis of the weights
   * @param width of a panel
   */
  static ConvNest of(
      Image image, List<Integer> shape, int groups, int laneAxis, List<Axis> axes, int width) {
    ConvWeights weights = ConvWeights.of(shape, groups, laneAxis, width);
    int read = image.channels() / groups;
    int results = laneAxis == 0 ? shape.get(0) / groups : shape.get(1);
    Loop channels = new Loop(read, image.channelStride(), weights.channelStride(laneAxis));
    List<Loop> loops = new ArrayList<>();
    int first = 0;
    int taps = width;
    for (int i = 0; i < axes.size(); i++) {
      Axis axis = axes.get(i);
      int tap = weights.tapStride(i);
      loops.add(
          new Loop(axis.taps(), axis.inputTap() * image.strides().get(i), axis.tapStep() * tap));
      first += axis.tapFirst() * tap;
      taps = Math.multiplyExact(taps, shape.get(i + 2));
    }
    loops.add(weights.planar() ? 0 : loops.size(), channels);
    int panel = Math.multiplyExact(taps, channels.count());
    boolean empty = loops.stream().anyMatch(loop -> loop.count() == 0);
    List<Loop> merged = empty ? new ArrayList<>(List.of(new Loop(0, 0, 0))) : merge(loops);
    return new ConvNest(
        axes,
        image,
        List.copyOf(merged.subList(0, merged.size() - 1)),
        merged.getLast(),
        width,
        panel,
        first,
        groups == 1 ? 0 : results,
        read * image.channelStride());
  }

  /** Loops of one pass vanish, and neighbours that walk on as one become one. */
  private static List<Loop> merge(List<Loop> loops) {
    List<Loop> merged = new ArrayList<>();
    for (Loop loop : loops) {
      Loop last = merged.isEmpty() ? null : merged.getLast();
      if (last != null
          && last.input() == loop.input() * loop.count()
          && last.weights() == loop.weights() * loop.count()) {
        merged.set(
            merged.size() - 1, new Loop(last.count() * loop.count(), loop.input(), loop.weights()));
      } else if (loop.count() > 1) {
        merged.add(loop);
      }
    }
    return merged.isEmpty() ? List.of(new Loop(1, 1, 1)) : merged;
  }

  /** The first element that the tile at a pixel reads. */
  Place input(Place sample, List<Index> pixels) {
    Index at = Index.of(image.layout().offset());
    for (int i = 0; i < axes.size(); i++) {
      Axis axis = axes.get(i);
      int stride = image.strides().get(i);
      at = at.plus(pixels.get(i).times(axis.inputStep() * stride)).plus(axis.inputFirst() * stride);
    }
    return sample.plus(at);
  }

  /** From the first channel of the image to the first of those that a column of results reads. */
  Index group(Index column) {
    return results == 0 ? Index.ZERO : column.over(results).times(group);
  }

  /** The panel of a column of result channels. */
  Place weights(Place start, Index column) {
    return start.plus(column.times(panel / panelWidth)).plus(Index.of(tapsFirst));
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

  /** From pixel to pixel of a tile, in the image that is read. */
  int inputStep() {
    return axes.getLast().inputStep() * image.strides().getLast();
  }

  /** From pixel to pixel of a tile, in an image like the result. */
  int resultStep(Layout layout) {
    return axes.getLast().step() * Image.of(layout).strides().getLast();
  }
}
