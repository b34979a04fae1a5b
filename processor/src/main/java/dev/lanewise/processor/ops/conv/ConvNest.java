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
 * @param bounded whether the first loop runs over those taps of the first axis alone that lie
 *     within the image, which has no border there
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
    boolean bounded,
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
    loops.add(channels);
    int panel = Math.multiplyExact(taps, channels.count());
    boolean bounded = isBounded(part, image);
    List<Sum> merged = new ArrayList<>();
    if (bounded) {
      merged.add(loops.removeFirst());
    }
    merged.addAll(part.hasTaps() ? merge(loops) : List.of(new Sum(0, 0, 0)));
    return new ConvNest(
        part,
        layout,
        bounded,
        List.copyOf(merged.subList(0, merged.size() - 1)),
        merged.getLast(),
        width,
        panel,
        first,
        groups == 1 ? 0 : results,
        read * image.channelStride());
  }

  /**
   * Along the last axis, tiles have pixels whose taps differ; before it, a line has all the same.
   */
  private static boolean isBounded(Part part, Image image) {
    Axis first = part.axes().getFirst();
    return part.axes().size() > 1 && part.hasTaps() && first.readsOutside(image.sizes().getFirst());
  }

  /** A range of taps. */
  record Taps(Index first, Index end) {}

  /** Those within the image along the first axis, for the lines at a place along it. */
  Taps taps(Index line) {
    Axis axis = part.axes().getFirst();
    int size = Image.of(layout).sizes().getFirst();
    return new Taps(axis.insideFirst(line, size), axis.insideEnd(line, size));
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
