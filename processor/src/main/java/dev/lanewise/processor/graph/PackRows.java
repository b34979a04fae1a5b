package dev.lanewise.processor.graph;

import dev.lanewise.processor.loop.Index;
import java.util.List;

/**
 * Copies samples to another row stride, and clears the pads: what the arena held there may be NaN,
 * and a gradient of zero times a function of NaN is not zero.
 */
final class PackRows implements RowAlgorithm {
  @Override
  public String name() {
    return "pack rows";
  }

  @Override
  public boolean applies(Node node, Context context) {
    return node.types().getFirst().isBatched();
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
    int size = l.node().types().getFirst().sampleSize();
    l.eachRow(row -> {
      l.driver().copy(from.buffer(), from.row(row), to.buffer(), to.row(row), Index.of(size));
      if (to.layout().hasPads()) {
        l.driver().clear(to.buffer(), to.row(row).plus(size), Index.of(to.rowStride() - size));
      }
    });
  }
}
