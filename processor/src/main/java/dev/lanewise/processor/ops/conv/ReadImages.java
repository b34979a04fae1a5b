package dev.lanewise.processor.ops.conv;

import dev.lanewise.processor.graph.Algorithm.Context;
import dev.lanewise.processor.graph.Image;
import dev.lanewise.processor.graph.Layout;
import dev.lanewise.processor.graph.ProgramKind;
import dev.lanewise.processor.graph.TensorType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

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
        Image.hasVectors(actual, lanes)
            && actual.zeroPads()
            && Image.of(actual).hasBorders(Image.of(wanted).before(), Image.of(wanted).after());
    return suits ? actual : wanted;
  }

  /**
   * For elements that are broadcast: channels side by side, and no pads behind them where the image
   * has to be packed anyway, so that neighbouring pixels are one run of elements.
   */
  static Layout elements(TensorType type, List<List<Axis>> axes, Layout actual, Context context) {
    return elements(type, before(type, axes), after(type, axes), actual, context);
  }

  /** For lanes along pixels: channels one behind the other. */
  static Layout planar(TensorType type, List<List<Axis>> axes, Layout actual, Context context) {
    List<Integer> before = before(type, axes);
    List<Integer> after = after(type, axes);
    boolean border = Stream.of(before, after).flatMap(List::stream).anyMatch(size -> size > 0);
    if (!border) {
      return actual.hasCanonicalRows() ? actual : context.activation(type, false);
    }
    int lanes = context.target().lanes(type.dtype());
    return Image.planar(type, before, after, lanes, true);
  }

  /**
   * For elements where lines skip the taps that lie outside along the first of several axes. What a
   * training step has to pack gets that border too: the weight gradient reads it.
   */
  static Layout lines(TensorType type, List<List<Axis>> axes, Layout actual, Context context) {
    List<Integer> before = linesOf(before(type, axes));
    Layout lines = elements(type, before, linesOf(after(type, axes)), actual, context);
    return lines.equals(actual) || context.kind() != ProgramKind.TRAINING
        ? lines
        : elements(type, axes, actual, context);
  }

  /** What such a reader wishes for: vectors of channels, which readers of elements can read too. */
  static Layout lines(TensorType type, List<List<Axis>> axes, Context context) {
    int lanes = context.target().lanes(type.dtype());
    List<Integer> before = linesOf(before(type, axes));
    return Image.interleaved(type, before, linesOf(after(type, axes)), lanes, true);
  }

  private static List<Integer> linesOf(List<Integer> border) {
    List<Integer> lines = new ArrayList<>(border);
    if (lines.size() > 1) {
      lines.set(0, 0);
    }
    return lines;
  }

  private static Layout elements(
      TensorType type, List<Integer> before, List<Integer> after, Layout actual, Context context) {
    boolean border = Stream.of(before, after).flatMap(List::stream).anyMatch(size -> size > 0);
    boolean suits =
        actual != null
            && Image.isImage(actual)
            && Image.of(actual).hasPixels()
            && Image.of(actual).hasBorders(before, after)
            && (actual.zeroPads() || !border);
    int lanes = context.target().lanes(type.dtype());
    return suits ? actual : Image.tight(type, before, after, lanes, true);
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
