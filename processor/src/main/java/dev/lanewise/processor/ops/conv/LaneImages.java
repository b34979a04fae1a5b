package dev.lanewise.processor.ops.conv;

import dev.lanewise.processor.graph.Algorithm.Context;
import dev.lanewise.processor.graph.Image;
import dev.lanewise.processor.graph.Layout;
import dev.lanewise.processor.graph.TensorType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Images with lanes along channels, as products of them read them. */
final class LaneImages {
  private LaneImages() {}

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
}
