package dev.lanewise.processor.ops.conv;

import dev.lanewise.processor.graph.Image;
import dev.lanewise.processor.graph.Layout;
import dev.lanewise.processor.loop.Index;
import dev.lanewise.processor.loop.LoopNest;
import dev.lanewise.processor.loop.Place;
import dev.lanewise.processor.ops.window.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The lines that a convolution with lanes along pixels walks over.
 *
 * @param pointwise whether all pixels of an image are one line
 * @param axes of space, or the only one where they are one
 */
record PlanarNest(boolean pointwise, List<Axis> axes) {
  static PlanarNest of(ConvOp op) {
    List<Axis> axes = Part.whole(op.axes()).axes();
    boolean pointwise =
        op.windows().stream()
            .allMatch(w -> w.kernel() == 1 && w.stride() == 1 && w.output() == w.size());
    if (!pointwise) {
      return new PlanarNest(false, axes);
    }
    int pixels =
        op.windows().stream()
            .mapToInt(Window::output)
            .reduce(1, (a, b) -> Math.multiplyExact(a, b));
    return new PlanarNest(true, List.of(Axis.forward(new Window(pixels, 1, 1, 0, 0, 1))));
  }

  /**
   * Weights {@code [block][channels][taps][filters of the block]}, rounded up to whole vectors, in
   * which optimisers and penalties sweep over them.
   *
   * @param shape filters, channels, taps
   * @param block filters of a block
   */
  static Layout weights(List<Integer> shape, int block, int lanes) {
    List<Layout.Term> terms = new ArrayList<>();
    int stride = block;
    for (int axis = shape.size() - 1; axis > 0; axis--) {
      terms.addFirst(new Layout.Term(axis, 1, 0, stride));
      stride = Math.multiplyExact(stride, shape.get(axis));
    }
    terms.addFirst(new Layout.Term(0, block, 0, stride));
    terms.add(new Layout.Term(0, 1, block, 1));
    int size = Math.multiplyExact(Math.ceilDiv(shape.getFirst(), block), stride);
    return new Layout(shape, terms, Math.multiplyExact(Math.ceilDiv(size, lanes), lanes), true);
  }

  Axis last() {
    return axes.getLast();
  }

  void lines(LoopNest.Level level, Consumer<List<Index>> body) {
    new Part(axes).lines(level, body);
  }

  /** What the first tap of a pixel reads of the first channel. */
  Place read(Place sample, Layout layout, List<Index> pixel) {
    return pointwise ? sample.plus(pixel.getLast()) : new Part(axes).read(sample, layout, pixel);
  }

  /** Where a pixel of the first filter lies. */
  Place written(Place sample, Layout layout, List<Index> pixel) {
    return pointwise ? sample.plus(pixel.getLast()) : new Part(axes).written(sample, layout, pixel);
  }

  /**
   * Sums over channels and taps.
   *
   * @param layout of the image that is read
   * @param shape of the weights
   * @param block filters of a block
   */
  List<Sum> sums(Layout layout, List<Integer> shape, int block) {
    Image image = Image.of(layout);
    List<Sum> sums = new ArrayList<>();
    int weights = block;
    for (int axis = shape.size() - 1; axis > 1; axis--) {
      if (shape.get(axis) > 1) {
        Axis a = axes.get(axis - 2);
        int step = a.inputTap() * image.strides().get(axis - 2);
        sums.addFirst(new Sum(shape.get(axis), step, weights));
        weights = Math.multiplyExact(weights, shape.get(axis));
      }
    }
    if (shape.get(1) > 1) {
      sums.addFirst(new Sum(shape.get(1), image.channelStride(), weights));
    }
    return sums.isEmpty() ? List.of(new Sum(1, 0, 0)) : sums;
  }
}
