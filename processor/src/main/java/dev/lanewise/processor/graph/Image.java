package dev.lanewise.processor.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The layout of a batch of images as what it is: channels and space at strides of their own, with a
 * border of pads around each axis of space, in which a convolution finds its padding.
 *
 * <p>Interleaved, the channels of a pixel lie side by side, rounded up to whole vectors ({@code
 * [H][W][C]}): lanes run along channels. Tight, they are not rounded up. Planar, each channel is an
 * image of its own ({@code [C][H][W]}), as the user hands it over. Features without any axis of
 * space are the channels of a single pixel.
 *
 * @param channels elements of the first sample axis
 * @param sizes of the axes of space
 * @param channelStride from channel to channel
 * @param strides along the axes of space
 * @param before pads before each axis of space
 * @param after pads behind each axis of space
 */
public record Image(
    int channels,
    List<Integer> sizes,
    int channelStride,
    List<Integer> strides,
    List<Integer> before,
    List<Integer> after,
    Layout layout) {

  /** Channels side by side. */
  public static Layout interleaved(
      TensorType type, List<Integer> before, List<Integer> after, int lanes, boolean zeroPads) {
    int pixel = roundUp(type.sampleShape().getFirst(), lanes);
    return of(type, pixel, before, after, lanes, zeroPads);
  }

  /** Channels side by side, without borders. */
  public static Layout interleaved(TensorType type, int lanes, boolean zeroPads) {
    List<Integer> none = type.sampleShape().stream().skip(1).map(size -> 0).toList();
    return interleaved(type, none, none, lanes, zeroPads);
  }

  /**
   * The layout of a result whose channels lie side by side, with the borders that readers wish for,
   * or at the very place where they wish for a part of their own. Whoever writes it clears the
   * borders.
   *
   * @param zeroPads whether pads behind the channels are written as zeros
   */
  public static Layout wished(TensorType type, Optional<Layout> wish, int lanes, boolean zeroPads) {
    boolean zero = zeroPads || type.sampleShape().getFirst() % lanes == 0;
    Optional<Layout> place = wish.filter(Layout::part).filter(Image::hasChannelsSideBySide);
    if (place.isPresent()) {
      return place.get().withZeroPads(zero);
    }
    Optional<Image> image =
        wish.filter(Image::isImage).map(Image::of).filter(found -> found.isInterleaved(lanes));
    return image.isPresent()
        ? interleaved(type, image.get().before, image.get().after, lanes, zero)
        : interleaved(type, lanes, zero);
  }

  /** Not so in a step of a sequence, where images lie in canonical order. */
  private static boolean hasChannelsSideBySide(Layout layout) {
    return isImage(layout) && layout.terms().get(1).stride() == 1;
  }

  /** Channels side by side, and the next pixel right behind them: no vectors of channels. */
  public static Layout tight(
      TensorType type, List<Integer> before, List<Integer> after, int lanes, boolean zeroPads) {
    int pixel = type.sampleShape().getFirst();
    return of(type, pixel, before, after, lanes, zeroPads);
  }

  /** Channels one behind the other. */
  public static Layout planar(
      TensorType type, List<Integer> before, List<Integer> after, int lanes, boolean zeroPads) {
    List<Integer> shape = type.sampleShape();
    int plane = 1;
    for (int i = 1; i < shape.size(); i++) {
      plane = Math.multiplyExact(plane, shape.get(i) + before.get(i - 1) + after.get(i - 1));
    }
    Layout one = of(type, 1, before, after, lanes, zeroPads);
    int rowStride = roundUp(Math.multiplyExact(shape.getFirst(), plane), lanes);
    List<Layout.Term> terms = new ArrayList<>(one.terms());
    terms.set(0, new Layout.Term(0, 1, 0, rowStride));
    terms.set(1, new Layout.Term(1, 1, 0, plane));
    int size = Math.multiplyExact(type.rows(), rowStride);
    return new Layout(type.shape(), terms, one.offset(), size, zeroPads).withZeroPads(zeroPads);
  }

  private static Layout of(
      TensorType type,
      int pixelStride,
      List<Integer> before,
      List<Integer> after,
      int lanes,
      boolean zeroPads) {
    List<Integer> shape = type.sampleShape();
    List<Layout.Term> terms = new ArrayList<>();
    int stride = pixelStride;
    int offset = 0;
    for (int axis = shape.size() - 1; axis > 0; axis--) {
      terms.addFirst(new Layout.Term(axis + 1, 1, 0, stride));
      offset = Math.addExact(offset, Math.multiplyExact(before.get(axis - 1), stride));
      stride =
          Math.multiplyExact(stride, shape.get(axis) + before.get(axis - 1) + after.get(axis - 1));
    }
    int rowStride = roundUp(stride, lanes);
    terms.addFirst(new Layout.Term(1, 1, 0, 1));
    terms.addFirst(new Layout.Term(0, 1, 0, rowStride));
    int size = Math.multiplyExact(type.rows(), rowStride);
    return new Layout(type.shape(), terms, offset, size, zeroPads).withZeroPads(zeroPads);
  }

  private static int roundUp(int size, int lanes) {
    return Math.multiplyExact((size + lanes - 1) / lanes, lanes);
  }

  /** Whether a layout has one stride for each axis, and one axis at least behind that of rows. */
  public static boolean isImage(Layout layout) {
    List<Layout.Term> terms = layout.terms();
    return terms.size() > 1
        && terms.size() == layout.shape().size()
        && IntStream.range(0, terms.size())
            .allMatch(i -> {
              Layout.Term t = terms.get(i);
              return t.axis() == i && t.divisor() == 1 && t.modulus() == 0;
            });
  }

  /**
   * The image that a layout describes.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static Image of(Layout layout) {
    if (!isImage(layout)) {
      throw new IllegalArgumentException("no image: " + layout);
    }
    List<Layout.Term> terms = layout.terms();
    List<Integer> shape = layout.shape();
    int channelStride = terms.get(1).stride();
    List<Integer> strides = terms.subList(2, terms.size()).stream().map(t -> t.stride()).toList();
    List<Integer> sizes = shape.subList(2, shape.size());
    // Channels and pixels at the same stride are a single pixel without borders.
    boolean planar =
        channelStride > 1 || (shape.get(1) > 1 && !strides.isEmpty() && strides.getLast() == 1);
    int whole = planar ? channelStride : layout.rowStride();
    int rest = layout.offset();
    List<Integer> before = new ArrayList<>();
    List<Integer> after = new ArrayList<>();
    for (int i = 0; i < strides.size(); i++) {
      int stride = strides.get(i);
      before.add(rest / stride);
      rest %= stride;
      after.add(whole / stride - sizes.get(i) - before.getLast());
      whole = stride;
    }
    return new Image(shape.get(1), sizes, channelStride, strides, before, after, layout);
  }

  /** From pixel to pixel along the last axis; of features from sample to sample. */
  private int pixelStride() {
    return strides.isEmpty() ? layout.rowStride() : strides.getLast();
  }

  /** Whether the channels of a pixel lie side by side. */
  public boolean hasPixels() {
    return channelStride == 1 || channels == 1;
  }

  /**
   * Whether a sample is pixels side by side, with no more pads than a quarter of the channels, and
   * nothing else.
   */
  public boolean isDense() {
    return channelStride == 1
        && !layout.part()
        && !hasBorder()
        && pixelStride() <= channels + channels / 4;
  }

  /** Whether whole vectors of channels lie side by side, and nothing else. */
  public boolean isInterleaved(int lanes) {
    return !layout.part() && hasVectors(lanes);
  }

  /**
   * Whether lanes may run along channels: whole vectors of them lie side by side, perhaps beside
   * those of other images.
   */
  public boolean hasVectors(int lanes) {
    return channelStride == 1
        && pixelStride() % lanes == 0
        && layout.rowStride() % lanes == 0
        && layout.offset() % lanes == 0;
  }

  /** The same for any layout. */
  public static boolean hasVectors(Layout layout, int lanes) {
    return layout != null && isImage(layout) && of(layout).hasVectors(lanes);
  }

  /** Whether each border is at least as wide. */
  public boolean hasBorders(List<Integer> before, List<Integer> after) {
    return IntStream.range(0, sizes.size())
        .allMatch(i -> this.before.get(i) >= before.get(i) && this.after.get(i) >= after.get(i));
  }

  public boolean hasBorder() {
    return IntStream.range(0, sizes.size()).anyMatch(i -> before.get(i) > 0 || after.get(i) > 0);
  }

  /** Of two wishes for one value the interleaved one with the wider borders of both. */
  public static Layout wider(Layout a, Layout b) {
    if (!isImage(a) || !isImage(b)) {
      return isImage(a) ? a : b;
    }
    Image one = of(a);
    Image other = of(b);
    if (one.channelStride != 1 || other.channelStride != 1) {
      return one.channelStride == 1 ? a : b;
    }
    List<Integer> before = max(one.before, other.before);
    List<Integer> after = max(one.after, other.after);
    return one.hasBorders(before, after)
        ? a
        : other.hasBorders(before, after) ? b : one.withBorders(before, after);
  }

  private static List<Integer> max(List<Integer> a, List<Integer> b) {
    return IntStream.range(0, a.size()).mapToObj(i -> Math.max(a.get(i), b.get(i))).toList();
  }

  private Layout withBorders(List<Integer> before, List<Integer> after) {
    List<Dim> dims = new ArrayList<>(List.of(Dim.rows(layout.shape().getFirst())));
    layout.shape().stream().skip(1).forEach(size -> dims.add(new Dim(size, Axis.SPACE)));
    int pixel = pixelStride();
    TensorType type = new TensorType(dev.lanewise.processor.loop.DType.F32, dims);
    return of(type, pixel, before, after, pixel, layout.zeroPads());
  }
}
