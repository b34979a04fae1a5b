package dev.lanewise.processor.ops.conv;

import dev.lanewise.processor.graph.Home;
import dev.lanewise.processor.graph.Image;
import dev.lanewise.processor.graph.Layout;
import dev.lanewise.processor.loop.Index;
import dev.lanewise.processor.loop.LoopNest;
import dev.lanewise.processor.loop.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;

/**
 * One part of each axis of space: where the pixels of a result lie, and where those that they are
 * made of. A pixel is told by its number along each axis of the part.
 */
record Part(List<Axis> axes) {
  /** The convolution's own, all pixels of its result. */
  static Part whole(List<List<Axis>> axes) {
    return new Part(axes.stream().map(List::getFirst).toList());
  }

  /** All ways to take one part of each axis. */
  static List<Part> all(List<List<Axis>> axes) {
    List<List<Axis>> all = List.of(List.of());
    for (List<Axis> choices : axes) {
      List<List<Axis>> longer = new ArrayList<>();
      for (List<Axis> start : all) {
        for (Axis choice : choices) {
          List<Axis> next = new ArrayList<>(start);
          next.add(choice);
          longer.add(next);
        }
      }
      all = longer;
    }
    return all.stream().map(Part::new).toList();
  }

  Axis last() {
    return axes.getLast();
  }

  /** Lines along the last axis but one; 1 where there is none. */
  int lines() {
    return axes.size() == 1 ? 1 : axes.get(axes.size() - 2).count();
  }

  /** The first of all pixels. */
  List<Index> origin() {
    return axes.stream().map(axis -> Index.ZERO).toList();
  }

  /** Loops over the lines of pixels; the body gets the numbers along all axes but the last. */
  void lines(LoopNest.Level level, Consumer<List<Index>> body) {
    LoopNest.write(axes.size() - 1, level, body);
  }

  /** The pixel of a line. */
  static List<Index> pixel(List<Index> line, Index last) {
    List<Index> pixel = new ArrayList<>(line);
    pixel.add(last);
    return pixel;
  }

  /**
   * Whether there is something to add up at all.
   *
   * @return false where the stride leaves a part without taps
   */
  boolean hasTaps() {
    return axes.stream().allMatch(axis -> axis.taps() > 0);
  }

  /** What the first tap of a pixel reads, in an image whose last axes are those of space. */
  Place read(Place sample, Layout layout, List<Index> pixel) {
    return place(sample, layout, pixel, Axis::inputFirst, Axis::inputStep);
  }

  /** Where a pixel of the result lies. */
  Place written(Place sample, Layout layout, List<Index> pixel) {
    return place(sample, layout, pixel, Axis::first, Axis::step);
  }

  private Place place(
      Place sample,
      Layout layout,
      List<Index> pixel,
      ToIntFunction<Axis> first,
      ToIntFunction<Axis> step) {
    List<Integer> strides = strides(layout);
    Index at = Index.of(layout.offset());
    for (int i = 0; i < axes.size(); i++) {
      int stride = strides.get(i);
      at =
          at.plus(pixel.get(i).times(step.applyAsInt(axes.get(i)) * stride))
              .plus(first.applyAsInt(axes.get(i)) * stride);
    }
    return sample.plus(at);
  }

  /** Where an operand of a step behind a pixel lies: one number for each channel serves all. */
  Place operand(Home home, Index row, List<Index> pixel) {
    return isChannels(home) ? home.start() : written(home.at(row), home.layout(), pixel);
  }

  /** From pixel to pixel of a line, in an operand of a step. */
  int operandStep(Home home) {
    return isChannels(home) ? 0 : writtenStep(home.layout());
  }

  /** Without the axis of rows. */
  private boolean isChannels(Home home) {
    return home.layout().shape().size() == axes.size() + 1;
  }

  /** From pixel to pixel of a line, in the image that is read. */
  int readStep(Layout layout) {
    return last().inputStep() * strides(layout).getLast();
  }

  /** From pixel to pixel of a line, in an image like the result. */
  int writtenStep(Layout layout) {
    return last().step() * strides(layout).getLast();
  }

  /** Of the axes of space: an image that was spread has one more before them. */
  List<Integer> strides(Layout layout) {
    List<Integer> all = Image.of(layout).strides();
    return all.subList(all.size() - axes.size(), all.size());
  }
}
