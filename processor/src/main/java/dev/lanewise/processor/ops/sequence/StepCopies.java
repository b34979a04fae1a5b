package dev.lanewise.processor.ops.sequence;

import dev.lanewise.processor.graph.Home;
import dev.lanewise.processor.graph.Layout;
import dev.lanewise.processor.graph.Lowering;
import dev.lanewise.processor.graph.Node;
import dev.lanewise.processor.graph.RowAlgorithm;
import dev.lanewise.processor.loop.Index;
import java.util.List;

/** Moves steps, which are rows: inputs are the rows and, where they vary, the numbers of steps. */
abstract class StepCopies implements RowAlgorithm {
  @Override
  public Layout wants(Node node, int input, Layout actual, Context context) {
    return input == 1 ? actual : RowAlgorithm.super.wants(node, input, actual, context);
  }

  @Override
  public List<Layout> results(Node node, List<Layout> inputs, Context context) {
    boolean zero = inputs.getFirst().zeroPads();
    return List.of(context.activation(node.types().getFirst(), zero));
  }

  /** So many rows, pads included. */
  static void copy(Lowering l, Index from, Index to, Index rows) {
    Home x = l.input(0);
    Home y = l.result(0);
    Index count = rows.times(y.rowStride());
    l.driver().copy(x.buffer(), x.row(from), y.buffer(), y.row(to), count);
  }
}
