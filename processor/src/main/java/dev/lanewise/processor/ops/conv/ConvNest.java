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
 * @param layout of the image that is read
 * @param loops from the outermost
 * @param run the innermost one
 * @param panel elements of a panel of weights
 * @param tapsFirst where in a panel the first tap lies
 * @param results channels of the result in a group, or 0 where there is one group
 * @param group from group to group in the image
 */
record ConvNest(
    Part part,
    Layout layout,
    List<Sum> loops,
    Sum run,
    int panelWidth,
    int panel,
    int tapsFirst,
    int results,
    int group) {

  /**
   * @param layout of the image that is read
   * @param shape of the weights
   * @param groups with whole panels each
   * @param laneAxis of the weights
   * @param width of a panel
   */
  static ConvNest of(
      Layout layout, List<Integer> shape, int groups, int laneAxis, Part part, int width) {
    Image image = Image.of(layout);
    ConvWeights weights = ConvWeights.of(shape, groups, laneAxis, width);
    int read = image.channels() / groups;
    int results = laneAxis == 0 ? shape.get(0) / groups : shape.get(1);
    Sum channels = new Sum(read, image.channelStride(), weights.channelStride(laneAxis));
    List<Sum> loops = new ArrayList<>();
    int first = 0;
    int taps = width;
    for (int i = 0; i < part.axes().size(); i++) {
      Axis axis = part.axes().get(i);
      int tap = weights.tapStride(i);
      loops.add(
          new Sum(axis.taps(), axis.inputTap() * image.strides().get(i), axis.tapStep() * tap));
      first += axis.tapFirst() * tap;
      taps = Math.multiplyExact(taps, shape.get(i + 2));
    }
    loops.add(weights.planar() ? 0 : loops.size(), channels);
    int panel = Math.multiplyExact(taps, channels.count());
    List<Sum> merged = part.hasTaps() ? merge(loops) : List.of(new Sum(0, 0, 0));
    return new ConvNest(
        part,
        layout,
        List.copyOf(merged.subList(0, merged.size() - 1)),
        merged.getLast(),
        width,
        panel,
        first,
        groups == 1 ? 0 : results,
        read * image.channelStride());
  }

  /** Loops of one pass vanish, and neighbours that walk on as one become one. */
  private static List<Sum> merge(List<Sum> loops) {
    List<Sum> merged = new ArrayList<>();
    for (Sum loop : loops) {
      Sum last = merged.isEmpty() ? null : merged.getLast();
      if (last != null
          && last.input() == loop.input() * loop.count()
          && last.weights() == loop.weights() * loop.count()) {
        merged.set(
            merged.size() - 1, new Sum(last.count() * loop.count(), loop.input(), loop.weights()));
      } else if (loop.count() > 1) {
        merged.add(loop);
      }
    }
    return merged.isEmpty() ? List.of(new Sum(1, 1, 1)) : merged;
  }

  /** The first element that the tile at a pixel reads, of the first group. */
  Place input(Place sample, List<Index> pixel) {
    return part.read(sample, layout, pixel);
  }

  /** From the first channel of the image to the first of those that a column of results reads. */
  Index group(Index column) {
    return results == 0 ? Index.ZERO : column.over(results).times(group);
  }

  /** The panel of a column of result channels. */
  Place weights(Place start, Index column) {
    return start.plus(column.times(panel / panelWidth)).plus(Index.of(tapsFirst));
  }
}
