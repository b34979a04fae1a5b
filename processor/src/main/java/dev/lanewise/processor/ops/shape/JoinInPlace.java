package dev.lanewise.processor.ops.shape;

import dev.lanewise.processor.graph.Algorithm;
import dev.lanewise.processor.graph.Image;
import dev.lanewise.processor.graph.Layout;
import dev.lanewise.processor.graph.Lowering;
import dev.lanewise.processor.graph.Node;
import dev.lanewise.processor.graph.RowAlgorithm;
import dev.lanewise.processor.graph.TensorType;
import dev.lanewise.processor.graph.Value;
import dev.lanewise.processor.loop.Target;
import java.util.List;
import java.util.Optional;

/**
 * Images or features one behind the other along their channels, each written where it belongs: a
 * pixel of the result holds the channels of all of them, and nothing is left to compute.
 *
 * <pre>
 * pixel of a (32 channels) | of b (16) | of c (5 and 3 pads)
 * </pre>
 *
 * <p>Each part but the last is whole vectors of channels, so that no part's pads lie in the next.
 */
final class JoinInPlace implements RowAlgorithm {
  @Override
  public String name() {
    return "join in place";
  }

  @Override
  public boolean applies(Node node, Context context) {
    boolean channels = ((ConcatOp) node.op()).axis() == 0;
    return channels
        && ChannelParts.areVectors(node.types().getFirst())
        && beginsAreWhole(node, context.target())
        && node.inputs().stream().anyMatch(input -> Algorithm.isInterleaved(input, context));
  }

  private static boolean beginsAreWhole(Node node, Target target) {
    int lanes = target.lanes(node.types().getFirst().dtype());
    return node.inputs().stream()
        .limit(node.inputs().size() - 1)
        .allMatch(input -> channels(input) % lanes == 0);
  }

  private static int channels(Value value) {
    return value.type().sampleShape().getFirst();
  }

  @Override
  public boolean interleaves(Node node, Context context) {
    return true;
  }

  @Override
  public boolean isJoin(Node node) {
    return true;
  }

  private static Layout whole(Node node, Optional<Layout> wish, boolean zeroPads, Context context) {
    TensorType type = node.types().getFirst();
    return type.sampleDims().size() == 1
        ? context.written(type, wish, zeroPads)
        : Image.wished(type, wish, context.target().lanes(type.dtype()), zeroPads);
  }

  @Override
  public Optional<Layout> wish(Node node, int input, Optional<Layout> result, Context context) {
    int start = node.inputs().stream().limit(input).mapToInt(JoinInPlace::channels).sum();
    int count = channels(node.input(input));
    return Optional.of(whole(node, result, false, context).slice(1, start, count, false));
  }

  @Override
  public List<Layout> results(
      Node node, List<Layout> inputs, Optional<Layout> wish, Context context) {
    return List.of(whole(node, wish, inputs.stream().allMatch(Layout::zeroPads), context));
  }

  @Override
  public void lower(Lowering lowering) {
    throw new IllegalStateException("what is joined in place is not computed");
  }
}
