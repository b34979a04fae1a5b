package dev.lanewise.processor.graph.pack;

import dev.lanewise.processor.graph.Home;
import dev.lanewise.processor.graph.Layout;
import dev.lanewise.processor.graph.Lowering;
import dev.lanewise.processor.graph.Node;
import dev.lanewise.processor.graph.TensorType;
import dev.lanewise.processor.loop.Index;

/**
 * Copies samples of several axes, each in canonical order, to their places within something larger,
 * such as the steps of a sequence, and clears the rest of the last vector.
 */
final class PackSamples extends PackOp.Pack {
  @Override
  public String name() {
    return "pack samples";
  }

  @Override
  boolean leads(TensorType type, Layout from, Layout to, Context context) {
    return type.isBatched()
        && type.sampleDims().size() > 1
        && to.part()
        && from.hasSamplesInOrder()
        && to.hasSamplesInOrder();
  }

  @Override
  public Parallel parallel(Node node) {
    return Parallel.ROWS;
  }

  @Override
  public void lower(Lowering l) {
    Home from = l.input(0);
    Home to = l.result(0);
    int size = l.node().types().getFirst().sampleSize();
    l.eachRow(row -> {
      Index at = to.pixels(row).at();
      l.driver().copy(from.buffer(), from.pixels(row).at(), to.buffer(), at, Index.of(size));
      PackElements.clearBehind(l, to, at);
    });
  }
}
