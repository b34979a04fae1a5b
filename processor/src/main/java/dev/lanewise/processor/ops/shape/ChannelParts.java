package dev.lanewise.processor.ops.shape;

import dev.lanewise.processor.graph.Algorithm;
import dev.lanewise.processor.graph.Axis;
import dev.lanewise.processor.graph.Image;
import dev.lanewise.processor.graph.Layout;
import dev.lanewise.processor.graph.Node;
import dev.lanewise.processor.graph.TensorType;
import dev.lanewise.processor.graph.ViewAlgorithm;
import java.util.List;
import java.util.Optional;

/**
 * Neighbouring channels of an image, or features, from a whole vector on, as a view of it: where
 * channels lie side by side, the pixels of the part lie as far apart as those of the whole.
 */
final class ChannelParts implements ViewAlgorithm {
  private final int start;

  /**
   * @param start first channel
   */
  ChannelParts(int start) {
    this.start = start;
  }

  /** Whether samples are channels and then space. */
  static boolean areImages(TensorType type) {
    return type.isBatched()
        && type.sampleDims().size() > 1
        && type.sampleDims().getFirst().axis() == Axis.CHANNEL;
  }

  /** Whether samples are images or features. */
  static boolean areVectors(TensorType type) {
    return areImages(type) || type.isBatched() && isFlat(type);
  }

  private static boolean isFlat(TensorType type) {
    return type.sampleDims().size() == 1;
  }

  @Override
  public boolean applies(Node node, Context context) {
    TensorType type = node.input(0).type();
    return areVectors(type)
        && start % context.target().lanes(type.dtype()) == 0
        && Algorithm.isInterleaved(node.input(0), context);
  }

  @Override
  public boolean interleaves(Node node, Context context) {
    return true;
  }

  @Override
  public Layout wants(Node node, int input, Layout actual, Context context) {
    TensorType type = node.input(input).type();
    int lanes = context.target().lanes(type.dtype());
    if (Image.hasVectors(actual, lanes)) {
      return actual;
    }
    return isFlat(type) ? context.activation(type, false) : Image.interleaved(type, lanes, false);
  }

  /** The borders that readers of the part wish for are those of the whole. */
  @Override
  public Optional<Layout> wish(Node node, int input, Optional<Layout> result, Context context) {
    TensorType type = node.input(input).type();
    if (isFlat(type)) {
      return Optional.empty();
    }
    return Optional.of(Image.wished(type, result, context.target().lanes(type.dtype()), true));
  }

  @Override
  public List<Layout> results(Node node, List<Layout> inputs, Context context) {
    Layout whole = inputs.getFirst();
    TensorType type = node.types().getFirst();
    int lanes = context.target().lanes(type.dtype());
    int count = type.sampleShape().getFirst();
    int all = node.input(0).type().sampleShape().getFirst();
    boolean ownPads = count % lanes == 0 || start + count == all;
    boolean none = count % lanes == 0 && !Image.of(whole).hasBorder();
    return List.of(whole.slice(1, start, count, none || ownPads && whole.zeroPads()));
  }
}
