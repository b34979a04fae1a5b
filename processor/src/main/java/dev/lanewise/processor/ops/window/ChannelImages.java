package dev.lanewise.processor.ops.window;

import dev.lanewise.processor.graph.Algorithm.Context;
import dev.lanewise.processor.graph.Image;
import dev.lanewise.processor.graph.Layout;
import dev.lanewise.processor.graph.TensorType;
import java.util.Optional;

/** Images with lanes along channels, as their readers want them and writers leave them. */
public final class ChannelImages {
  private ChannelImages() {}

  /** Any image will do. */
  public static Layout any(TensorType type, Layout actual, Context context) {
    return actual != null && Image.isImage(actual) ? actual : plain(type, false, context);
  }

  /**
   * Whole vectors of channels and nothing else, whatever is around.
   *
   * @param zeroPads whether the pads behind the channels must be zero
   */
  public static Layout interleaved(
      TensorType type, Layout actual, boolean zeroPads, Context context) {
    boolean alone = actual != null && !actual.part();
    return vectors(type, alone ? actual : null, zeroPads, context);
  }

  /** The same, perhaps beside the channels of other images: for readers that go by strides. */
  public static Layout vectors(TensorType type, Layout actual, boolean zeroPads, Context context) {
    int lanes = context.target().lanes(type.dtype());
    boolean suits = Image.hasVectors(actual, lanes) && (actual.zeroPads() || !zeroPads);
    return suits ? actual : plain(type, zeroPads, context);
  }

  /** Whole vectors of channels, without borders. */
  public static Layout plain(TensorType type, boolean zeroPads, Context context) {
    return Image.interleaved(type, context.target().lanes(type.dtype()), zeroPads);
  }

  /** A result with the borders that its readers wish for. */
  public static Layout result(
      TensorType type, Optional<Layout> wish, boolean zeroPads, Context context) {
    return Image.wished(type, wish, context.target().lanes(type.dtype()), zeroPads);
  }
}
