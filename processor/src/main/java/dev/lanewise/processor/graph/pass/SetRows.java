package dev.lanewise.processor.graph.pass;

import dev.lanewise.processor.graph.BatchSource;
import dev.lanewise.processor.graph.Dim;
import dev.lanewise.processor.graph.Graph;

/**
 * Gives the batch axis another size.
 *
 * <pre>image : f32[rows&lt;=64,784]   becomes, for one row   image : f32[1,784]</pre>
 */
public final class SetRows {
  private SetRows() {}

  public static Graph run(Graph graph, int rows) {
    return graph.withOps(node ->
        node.op() instanceof BatchSource source ? source.withRows(Dim.rows(rows)) : node.op());
  }
}
