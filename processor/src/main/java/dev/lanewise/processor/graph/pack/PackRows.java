package dev.lanewise.processor.graph.pack;

import dev.lanewise.processor.graph.Home;
import dev.lanewise.processor.graph.Layout;
import dev.lanewise.processor.graph.Lowering;
import dev.lanewise.processor.graph.Node;
import dev.lanewise.processor.graph.TensorType;
import dev.lanewise.processor.loop.Index;

/**
 * Copies samples to another row stride, or a flat value to another place, and clears the pads: what
 * the arena held there may be NaN, and a gradient of zero times a function of NaN is not zero.
 */
final class PackRows extends PackOp.Pack {
  @Override
  public String name() {
    return "pack rows";
  }

  @Override
  boolean leads(TensorType type, Layout from, Layout to, Context context) {
    return type.isBatched()
        ? from.hasCanonicalRows() && to.hasCanonicalRows()
        : isFlat(from) && isFlat(to);
  }

  private static boolean isFlat(Layout layout) {
    return layout.samePlaces(Layout.padded(layout.shape(), layout.size()));
  }

  @Override
  public Parallel parallel(Node node) {
    return node.types().getFirst().isBatched() ? Parallel.ROWS : Parallel.SERIAL;
  }

  @Override
  public void lower(Lowering l) {
    Home to = l.result(0);
    TensorType type = l.node().types().getFirst();
    if (type.isBatched()) {
      l.eachRow(row -> copy(l, row, type.sampleSize(), to.rowStride()));
    } else {
      copy(l, Index.ZERO, type.size(), to.layout().size());
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
