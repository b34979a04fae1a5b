package dev.lanewise.processor.graph;

import dev.lanewise.processor.loop.Index;
import java.util.List;

/**
 * Copies samples to another row stride, or a flat value to another place, and clears the pads: what
 * the arena held there may be NaN, and a gradient of zero times a function of NaN is not zero.
 */
final class PackRows implements Algorithm {
  @Override
  public String name() {
    return "pack rows";
  }

  @Override
  public boolean applies(Node node, Context context) {
    return isFlat(((PackOp) node.op()).layout()) || node.types().getFirst().isBatched();
  }

  private static boolean isFlat(Layout layout) {
    return layout.shape().size() == 1;
  }

  @Override
  public Parallel parallel(Node node) {
    return node.types().getFirst().isBatched() ? Parallel.ROWS : Parallel.SERIAL;
  }

  @Override
  public Layout wants(Node node, int input, Layout actual, Context context) {
    return actual;
  }

  @Override
  public List<Layout> results(Node node, List<Layout> inputs, Context context) {
    return List.of(((PackOp) node.op()).layout());
  }

  @Override
  public void lower(Lowering l) {
    Home from = l.input(0);
    Home to = l.result(0);
    TensorType type = l.node().types().getFirst();
    if (type.isBatched()) {
      l.eachRow(row -> copy(l, row, type.sampleSize(), to.rowStride()));
    } else if (isFlat(from.layout())) {
      copy(l, Index.ZERO, type.size(), to.layout().size());
    } else {
      throw new IllegalStateException("no way from " + from.layout() + " to " + to.layout());
    }
  }

  private static void copy(Lowering l, Index row, int size, int stride) {
    Home from = l.input(0);
    Home to = l.result(0);
    l.driver().copy(from.buffer(), from.row(row), to.buffer(), to.row(row), Index.of(size));
    if (stride > size) {
      l.driver().clear(to.buffer(), to.row(row).plus(size), Index.of(stride - size));
    }
  }
}
