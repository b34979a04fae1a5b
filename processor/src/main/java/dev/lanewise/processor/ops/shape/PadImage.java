package dev.lanewise.processor.ops.shape;

import dev.lanewise.processor.graph.Axis;
import dev.lanewise.processor.graph.Dim;
import dev.lanewise.processor.graph.Home;
import dev.lanewise.processor.graph.Lowering;
import dev.lanewise.processor.graph.Node;
import dev.lanewise.processor.graph.TensorType;
import dev.lanewise.processor.loop.Index;
import dev.lanewise.processor.ops.window.InterleavedAlgorithm;
import java.util.List;

/**
 * A frame of zeros around images whose channels lie side by side, or its way back, cut out of the
 * frame: line by line, so that an image between two convolutions keeps its layout.
 */
final class PadImage extends InterleavedAlgorithm {
  /** Channels below which vectors of them would be mostly pads. */
  private static final int LEAST_CHANNELS = 5;

  private final List<Integer> before;
  private final boolean back;

  /**
   * @param before pads before each axis of a sample
   */
  PadImage(List<Integer> before, boolean back) {
    this.before = before;
    this.back = back;
  }

  @Override
  public String name() {
    return "copy lines";
  }

  @Override
  public boolean applies(Node node, Context context) {
    TensorType from = node.input(0).type();
    List<Dim> dims = from.sampleDims();
    return from.isBatched()
        && dims.size() > 1
        && dims.getFirst().axis() == Axis.CHANNEL
        && dims.getFirst().size() >= LEAST_CHANNELS
        && dims.getFirst().equals(node.types().getFirst().sampleDims().getFirst());
  }

  @Override
  public void lower(Lowering l) {
    l.eachRow(row -> {
      if (back) {
        clearBorders(l, row);
      } else {
        clear(l, row);
      }
      Home from = l.input(0);
      Home to = l.result(0);
      axis(
          l, 0, from.row(row).plus(from.layout().offset()), to.row(row).plus(to.layout().offset()));
    });
  }

  private void axis(Lowering l, int axis, Index from, Index to) {
    Home source = l.input(0);
    Home target = l.result(0);
    TensorType small = back ? l.node().types().getFirst() : l.node().input(0).type();
    int size = small.sampleShape().get(axis + 1);
    int fromStride = stride(source, axis);
    int toStride = stride(target, axis);
    int first = before.get(axis + 1);
    Index start = back ? from.plus(first * fromStride) : from;
    Index end = back ? to : to.plus(first * toStride);
    boolean last = axis + 2 == small.sampleShape().size();
    if (last && fromStride == toStride && !target.layout().part()) {
      l.driver().copy(source.buffer(), start, target.buffer(), end, Index.of(size * toStride));
      return;
    }
    l.driver()
        .loop(
            "o",
            size,
            o -> {
              Index in = start.plus(o.times(fromStride));
              Index out = end.plus(o.times(toStride));
              if (last) {
                Index channels = Index.of(channels(l));
                l.driver().copy(source.buffer(), in, target.buffer(), out, channels);
              } else {
                axis(l, axis + 1, in, out);
              }
            });
  }
}
