package dev.lanewise.processor.ops.conv;

import dev.lanewise.processor.graph.Algorithm.Context;
import dev.lanewise.processor.graph.Image;
import dev.lanewise.processor.graph.Layout;
import dev.lanewise.processor.graph.TensorType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Images with lanes along channels, as their readers want them and writers leave them. */
final class LaneImages {
  private LaneImages() {}

  /** Any image will do. */
  static Layout any(TensorType type, Layout actual, Context context) {
    return actual != null && Image.isImage(actual) ? actual : plain(type, false, context);
  }

  /** Whole vectors of channels, whatever is in their pads and around. */
  static Layout interleaved(TensorType type, Layout actual, boolean zeroPads, Context context) {
    int lanes = context.target().lanes(type.dtype());
    boolean suits =
        actual != null
            && Image.isImage(actual)
            && Image.of(actual).isInterleaved(lanes)
            && (actual.zeroPads() || !zeroPads);
    return suits ? actual : plain(type, zeroPads, context);
  }

  private static Layout plain(TensorType type, boolean zeroPads, Context context) {
    List<Integer> none = Collections.nCopies(type.sampleShape().size() - 1, 0);
    return Image.interleaved(type, none, none, context.target().lanes(type.dtype()), zeroPads);
  }

  /**
   * Vectors of channels with zeros as far as taps reach.
   *
   * @param axes parts of the last axes of the type; those before are read within their size
   */
  static Layout bordered(TensorType type, List<List<Axis>> axes, Context context) {
    int further = type.sampleShape().size() - 1 - axes.size();
    List<Integer> before = new ArrayList<>(Collections.nCopies(further, 0));
    List<Integer> after = new ArrayList<>(Collections.nCopies(further, 0));
    for (int i = 0; i < axes.size(); i++) {
      int size = type.sampleShape().get(further + i + 1);
      before.add(axes.get(i).stream().mapToInt(Axis::readBefore).max().orElse(0));
      after.add(axes.get(i).stream().mapToInt(a -> a.readAfter(size)).max().orElse(0));
    }
    return Image.interleaved(type, before, after, context.target().lanes(type.dtype()), true);
  }

  /** The same, or the actual layout where that will do. */
  static Layout bordered(TensorType type, List<List<Axis>> axes, Layout actual, Context context) {
    Layout wanted = bordered(type, axes, context);
    int lanes = context.target().lanes(type.dtype());
    boolean suits =
        Image.isImage(actual)
            && actual.zeroPads()
            && Image.of(actual).isInterleaved(lanes)
            && Image.of(actual).hasBorders(Image.of(wanted).before(), Image.of(wanted).after());
    return suits ? actual : wanted;
  }

  /** A result with the borders that its readers wish for. */
  static Layout result(TensorType type, Optional<Layout> wish, boolean zeroPads, Context context) {
    int lanes = context.target().lanes(type.dtype());
    List<Integer> none = Collections.nCopies(type.sampleShape().size() - 1, 0);
    Optional<Image> wished =
        wish.filter(Image::isImage).map(Image::of).filter(image -> image.isInterleaved(lanes));
    return Image.interleaved(
        type,
        wished.map(Image::before).orElse(none),
        wished.map(Image::after).orElse(none),
        lanes,
        zeroPads);
  }
}
