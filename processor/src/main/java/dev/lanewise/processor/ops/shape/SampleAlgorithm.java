package dev.lanewise.processor.ops.shape;

import dev.lanewise.processor.graph.Algorithm;
import dev.lanewise.processor.graph.Home;
import dev.lanewise.processor.graph.Layout;
import dev.lanewise.processor.graph.Lowering;
import dev.lanewise.processor.graph.Node;
import dev.lanewise.processor.graph.TensorType;
import dev.lanewise.processor.loop.Index;
import dev.lanewise.processor.loop.Place;
import java.util.List;

/**
 * An algorithm that computes one sample at a time from samples in canonical order, wherever they
 * are, never reading pads, and leaves pads of zeros. Inputs without a batch axis serve every
 * sample; without any batched input the result is computed once.
 */
public abstract class SampleAlgorithm implements Algorithm {
  @Override
  public final Parallel parallel(Node node) {
    return node.types().getFirst().isBatched() ? Parallel.ROWS : Parallel.SERIAL;
  }

  @Override
  public Layout wants(Node node, int input, Layout actual, Context context) {
    TensorType type = node.input(input).type();
    return type.isBatched() && actual.hasSamplesInOrder()
        ? actual
        : context.activation(type, false);
  }

  @Override
  public List<Layout> results(Node node, List<Layout> inputs, Context context) {
    return List.of(context.activation(node.types().getFirst(), true));
  }

  /** Makes the kernels, and what to call for each sample. */
  protected abstract Sample prepare(Lowering l);

  /** Emits the calls for one sample. */
  protected interface Sample {
    /**
     * @param row the sample, or 0 where the result has no batch axis
     */
    void lower(Index row);
  }

  @Override
  public void lower(Lowering l) {
    Sample sample = prepare(l);
    Home result = l.result(0);
    TensorType type = l.node().types().getFirst();
    int size = type.sampleSize();
    int stride = type.isBatched() ? result.rowStride() : result.layout().size();
    if (!type.isBatched()) {
      each(l, sample, Index.ZERO, size, stride);
    } else {
      l.eachRow(row -> each(l, sample, row, size, stride));
    }
  }

  private static void each(Lowering l, Sample sample, Index row, int size, int stride) {
    sample.lower(row);
    if (stride > size) {
      Home result = l.result(0);
      l.driver().clear(result.buffer(), result.row(row).plus(size), Index.of(stride - size));
    }
  }

  /** Where an input's sample starts. */
  protected static Place input(Lowering l, int input, Index row) {
    Home home = l.input(input);
    return l.node().input(input).type().isBatched() ? home.pixels(row) : home.start();
  }
}
