package dev.lanewise.processor.graph.pack;

import dev.lanewise.processor.graph.Image;
import dev.lanewise.processor.loop.Index;
import dev.lanewise.processor.loop.KernelBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;

/**
 * The pixels of a planar and of an interleaved image, in blocks of as many as a vector has lanes.
 * The last block of a line, or of the image, ends with it and so repeats some of the one before:
 * nothing is masked, and nothing beyond is touched.
 *
 * @param extents the axes of space, those joined that lie without a gap in both images
 * @param lanes pixels in a block
 * @param byLine whether each line has blocks of its own; otherwise a block is a stretch of the
 *     planar image, whose pixels may lie on several lines of the other
 */
record PixelBlocks(List<Extent> extents, int lanes, boolean byLine) {
  /** An axis of space, and its strides in the two images. */
  record Extent(int size, int planar, int interleaved) {}

  /**
   * None where a line is shorter than a vector and stretches do not help.
   *
   * @param planar whose pixels of one channel lie side by side along the last axis
   */
  static Optional<PixelBlocks> of(Image planar, Image interleaved, int lanes) {
    List<Extent> extents = extents(planar, interleaved);
    PixelBlocks lines = new PixelBlocks(extents, lanes, true);
    PixelBlocks stretches = new PixelBlocks(extents, lanes, false);
    boolean hasLines = extents.getLast().size >= lanes;
    // A place of its own for each pixel costs 1.5 ns: fewer channels than 16 do not pay for it.
    boolean hasStretches = lanes >= 16 && stretches.pixels() >= lanes && stretches.isContiguous();
    boolean fewer = 3 * lines.count() > 5 * stretches.count();
    if (hasStretches && (fewer || !hasLines)) {
      return Optional.of(stretches);
    }
    return hasLines ? Optional.of(lines) : Optional.empty();
  }

  private static List<Extent> extents(Image planar, Image interleaved) {
    List<Extent> extents = new ArrayList<>();
    for (int i = 0; i < planar.sizes().size(); i++) {
      Extent next =
          new Extent(planar.sizes().get(i), planar.strides().get(i), interleaved.strides().get(i));
      if (!extents.isEmpty() && joins(extents.getLast(), next)) {
        Extent outer = extents.removeLast();
        extents.add(new Extent(outer.size * next.size, next.planar, next.interleaved));
      } else {
        extents.add(next);
      }
    }
    return extents;
  }

  private static boolean joins(Extent outer, Extent inner) {
    return outer.planar == inner.size * inner.planar
        && outer.interleaved == inner.size * inner.interleaved;
  }

  private boolean isContiguous() {
    int stride = 1;
    for (Extent e : extents.reversed()) {
      if (e.planar != stride) {
        return false;
      }
      stride *= e.size;
    }
    return true;
  }

  /** Pixels of the image. */
  int pixels() {
    return extents.stream().mapToInt(Extent::size).reduce(1, Math::multiplyExact);
  }

  private int line() {
    return extents.getLast().size;
  }

  private int blocks(int length) {
    return (length + lanes - 1) / lanes;
  }

  /** Blocks of one channel. */
  int count() {
    return byLine ? pixels() / line() * blocks(line()) : blocks(pixels());
  }

  /** Where a block lies in a channel of the planar image. */
  Index planar(Index block) {
    return byLine ? at(lineStart(block), Extent::planar) : start(block, pixels());
  }

  /** Where its pixels lie in the interleaved image. */
  List<Index> interleaved(KernelBuilder k, Index block) {
    if (byLine) {
      Index first = k.let("pixel", at(lineStart(block), Extent::interleaved));
      int stride = extents.getLast().interleaved;
      return IntStream.range(0, lanes).mapToObj(i -> first.plus(i * stride)).toList();
    }
    Index first = k.let("pixel", start(block, pixels()));
    List<Integer> sizes = extents.stream().map(Extent::size).toList();
    return IntStream.range(0, lanes)
        .mapToObj(i -> at(coordinates(first.plus(i), sizes), Extent::interleaved))
        .toList();
  }

  /** The coordinates of the first pixel of a block. */
  private List<Index> lineStart(Index block) {
    List<Integer> sizes = new ArrayList<>(extents.stream().map(Extent::size).toList());
    sizes.set(sizes.size() - 1, blocks(line()));
    List<Index> at = coordinates(block, sizes);
    at.add(start(at.removeLast(), line()));
    return at;
  }

  /** Where a block of a stretch starts: the last one as far back as it must. */
  private Index start(Index block, int length) {
    Index start = block.times(lanes);
    return length % lanes == 0 ? start : start.min(Index.of(length - lanes));
  }

  private static List<Index> coordinates(Index number, List<Integer> sizes) {
    List<Index> at = new ArrayList<>();
    Index rest = number;
    for (int axis = sizes.size() - 1; axis > 0; axis--) {
      at.addFirst(rest.mod(sizes.get(axis)));
      rest = rest.over(sizes.get(axis));
    }
    at.addFirst(rest);
    return at;
  }

  private Index at(List<Index> coordinates, ToIntFunction<Extent> stride) {
    Index at = Index.ZERO;
    for (int i = 0; i < coordinates.size(); i++) {
      at = at.plus(coordinates.get(i).times(stride.applyAsInt(extents.get(i))));
    }
    return at;
  }
}
