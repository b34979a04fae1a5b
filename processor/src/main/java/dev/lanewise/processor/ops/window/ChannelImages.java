package dev.lanewise.processor.ops.window;

import dev.lanewise.processor.graph.Algorithm.Context;
import dev.lanewise.processor.graph.Image;
import dev.lanewise.processor.graph.Layout;
import dev.lanewise.processor.graph.TensorType;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Images with lanes along channels, as their readers want them and writers leave them. */
public final class ChannelImages {
  private ChannelImages() {}

  /** Any image will do. */
  public static Layout any(TensorType type, Layout actual, Context context) {
    return actual != null && Image.isImage(actual) ? actual : plain(type, false, context);
  }

  /** Whole vectors of channels, whatever is in their pads and around. */
  public static Layout interleaved(
      TensorType type, Layout actual, boolean zeroPads, Context context) {
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

  /** A result with the borders that its readers wish for. */
  public static Layout result(
      TensorType type, Optional<Layout> wish, boolean zeroPads, Context context) {
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
