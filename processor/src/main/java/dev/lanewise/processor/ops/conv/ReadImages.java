package dev.lanewise.processor.ops.conv;

import dev.lanewise.processor.graph.Algorithm.Context;
import dev.lanewise.processor.graph.Image;
import dev.lanewise.processor.graph.Layout;
import dev.lanewise.processor.graph.TensorType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Images as products read them: with zeros around as far as taps reach. */
final class ReadImages {
  private ReadImages() {}

  /**
   * For lanes along the channels of the image.
   *
   * @param axes parts of the last axes of the type; those before are read within their size
   */
  static Layout lanes(TensorType type, List<List<Axis>> axes, Context context) {
    int lanes = context.target().lanes(type.dtype());
    return Image.interleaved(type, before(type, axes), after(type, axes), lanes, true);
  }

  /** The same, or the actual layout where that will do. */
  static Layout lanes(TensorType type, List<List<Axis>> axes, Layout actual, Context context) {
    Layout wanted = lanes(type, axes, context);
    int lanes = context.target().lanes(type.dtype());
    boolean suits =
        Image.isImage(actual)
            && actual.zeroPads()
            && Image.of(actual).isInterleaved(lanes)
            && hasBorders(actual, Image.of(wanted));
    return suits ? actual : wanted;
  }

  /** For elements that are broadcast: few channels one behind the other, many side by side. */
  static Layout elements(TensorType type, List<List<Axis>> axes, Context context) {
    int lanes = context.target().lanes(type.dtype());
    return ConvWeights.isPlanar(type.sampleShape().getFirst())
        ? Image.planar(type, before(type, axes), after(type, axes), lanes, true)
        : lanes(type, axes, context);
  }

  /** The same, or the actual layout where that will do. */
  static Layout elements(TensorType type, List<List<Axis>> axes, Layout actual, Context context) {
    Layout wanted = elements(type, axes, context);
    return actual != null && suits(actual, Image.of(wanted)) ? actual : wanted;
  }

  private static boolean suits(Layout actual, Image wanted) {
    if (!Image.isImage(actual)) {
      return false;
    }
    Image found = Image.of(actual);
    boolean planar = wanted.channelStride() != 1 || wanted.strides().getLast() == 1;
    boolean sameOrder = planar ? found.strides().getLast() == 1 : found.channelStride() == 1;
    return sameOrder && hasBorders(actual, wanted) && (actual.zeroPads() || !wanted.hasBorder());
  }

  private static boolean hasBorders(Layout actual, Image wanted) {
    return Image.of(actual).hasBorders(wanted.before(), wanted.after());
  }

  private static List<Integer> before(TensorType type, List<List<Axis>> axes) {
    int further = type.sampleShape().size() - 1 - axes.size();
    List<Integer> before = new ArrayList<>(Collections.nCopies(further, 0));
    axes.forEach(parts -> before.add(parts.stream().mapToInt(Axis::readBefore).max().orElse(0)));
    return before;
  }

  private static List<Integer> after(TensorType type, List<List<Axis>> axes) {
    int further = type.sampleShape().size() - 1 - axes.size();
    List<Integer> after = new ArrayList<>(Collections.nCopies(further, 0));
    for (int i = 0; i < axes.size(); i++) {
      int size = type.sampleShape().get(further + i + 1);
      after.add(axes.get(i).stream().mapToInt(axis -> axis.readAfter(size)).max().orElse(0));
    }
    return after;
  }
}
