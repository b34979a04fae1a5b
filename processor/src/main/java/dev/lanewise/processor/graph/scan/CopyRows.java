package dev.lanewise.processor.graph.scan;

import dev.lanewise.processor.graph.Home;
import dev.lanewise.processor.graph.Layout;
import dev.lanewise.processor.graph.Lowering;
import dev.lanewise.processor.graph.Node;
import dev.lanewise.processor.graph.RowAlgorithm;
import dev.lanewise.processor.loop.Index;

/**
 * Copies samples, unless they are there already, each in canonical order: in one go where nothing
 * but pads lies between them.
 */
abstract class CopyRows implements RowAlgorithm {
  @Override
  public Layout wants(Node node, int input, Layout actual, Context context) {
    return actual.hasFeaturesInOrder()
        ? actual
        : RowAlgorithm.super.wants(node, input, actual, context);
  }

  static void copy(Lowering l, Home from, Home to) {
    if (from.equals(to)) {
      return;
    }
    int size = l.node().types().getFirst().sampleSize();
    boolean together =
        from.rowStride() == to.rowStride() && !from.layout().part() && !to.layout().part();
    if (together) {
      Index first = l.firstRow();
      Index rows = l.endRow().plus(first.times(-1));
      l.driver()
          .copy(
              from.buffer(),
              from.row(first),
              to.buffer(),
              to.row(first),
              rows.plus(-1).times(to.rowStride()).plus(size));
      return;
    }
    l.eachRow(row ->
        l.driver()
            .copy(
                from.buffer(),
                from.pixels(row).at(),
                to.buffer(),
                to.pixels(row).at(),
                Index.of(size)));
  }
}
