package dev.lanewise.processor.graph;

import dev.lanewise.processor.loop.DType;
import dev.lanewise.processor.loop.Index;
import dev.lanewise.processor.loop.KernelBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Loops over the vectors of channels of one sample, where each of several images has strides of its
 * own along each axis of space.
 *
 * <pre>
 * for each line, for each pixel, for each vector of channels: body(address in image 0, in image 1, ...)
 * </pre>
 *
 * Neighbouring axes that all images pass through without a jump become one.
 */
public final class PixelLoops {
  private final KernelBuilder k;
  private final List<Axis> axes;
  private final Consumer<List<Index>> body;

  /**
   * @param step between two passes: whole vectors along channels, otherwise 1
   */
  private record Axis(int size, int step, List<Integer> strides) {
    private boolean continues(Axis inner) {
      return IntStream.range(0, strides.size())
          .allMatch(i -> strides.get(i) == inner.size * inner.strides.get(i));
    }
  }

  /** Strides that count elements instead of addressing them are as good as an image's. */
  private record Strides(List<Integer> space, int channel) {}

  private PixelLoops(KernelBuilder k, List<Axis> axes, Consumer<List<Index>> body) {
    this.k = k;
    this.axes = axes;
    this.body = body;
  }

  /**
   * Emits the loops over images of one shape, whose channels lie side by side.
   *
   * @param body gets, by image, the distance from its first element
   */
  public static void each(
      KernelBuilder k, DType type, List<Image> images, Consumer<List<Index>> body) {
    List<Strides> strides = images.stream().map(i -> new Strides(i.strides(), 1)).toList();
    emit(k, type, images.getFirst(), strides, body);
  }

  /**
   * The same with, behind the addresses, the canonical number of the first channel's element; the
   * next channel's is {@linkplain #pixels as many further as there are pixels}.
   */
  public static void numbered(
      KernelBuilder k, DType type, List<Image> images, Consumer<List<Index>> body) {
    List<Strides> strides = new ArrayList<>();
    images.forEach(i -> strides.add(new Strides(i.strides(), 1)));
    Image first = images.getFirst();
    List<Integer> canonical = new ArrayList<>();
    int stride = 1;
    for (int size : first.sizes().reversed()) {
      canonical.addFirst(stride);
      stride *= size;
    }
    strides.add(new Strides(canonical, stride));
    emit(k, type, first, strides, body);
  }

  /** Pixels of a channel. */
  public static int pixels(Image image) {
    return image.sizes().stream().reduce(1, Math::multiplyExact);
  }

  private static void emit(
      KernelBuilder k, DType type, Image shape, List<Strides> strides, Consumer<List<Index>> body) {
    int lanes = k.lanes(type);
    List<Axis> axes = new ArrayList<>();
    for (int i = 0; i < shape.sizes().size(); i++) {
      int axis = i;
      add(
          axes,
          new Axis(shape.sizes().get(i), 1, strides.stream().map(s -> s.space.get(axis)).toList()));
    }
    int channels = (shape.channels() + lanes - 1) / lanes * lanes;
    add(axes, new Axis(channels, lanes, strides.stream().map(Strides::channel).toList()));
    List<Index> start = strides.stream().map(s -> Index.ZERO).toList();
    new PixelLoops(k, axes, body).loops(0, start);
  }

  private static void add(List<Axis> axes, Axis axis) {
    if (!axes.isEmpty() && axes.getLast().continues(axis)) {
      axis = new Axis(axes.removeLast().size * axis.size, axis.step, axis.strides);
    }
    if (axis.size > axis.step) {
      axes.add(axis);
    }
  }

  private void loops(int depth, List<Index> at) {
    if (depth == axes.size()) {
      body.accept(at);
      return;
    }
    Axis axis = axes.get(depth);
    boolean innermost = depth == axes.size() - 1;
    k.loop(
        "i",
        Index.ZERO,
        Index.of(axis.size),
        axis.step,
        i -> {
          List<Index> deeper = new ArrayList<>();
          for (int image = 0; image < at.size(); image++) {
            Index next = at.get(image).plus(i.times(axis.strides.get(image)));
            deeper.add(innermost ? next : k.let("at", next));
          }
          loops(depth + 1, deeper);
        });
  }
}
