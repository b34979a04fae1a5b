package dev.lanewise.processor.graph.pass;

import dev.lanewise.processor.graph.Graph;
import dev.lanewise.processor.graph.GraphBuilder;
import dev.lanewise.processor.graph.Node;
import dev.lanewise.processor.graph.Separable;
import dev.lanewise.processor.graph.Value;
import dev.lanewise.processor.graph.scan.Changes;
import dev.lanewise.processor.graph.scan.Hoist;
import dev.lanewise.processor.graph.scan.ScanOp;
import dev.lanewise.processor.graph.scan.Sink;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToIntFunction;

/**
 * Takes out of scans what waits for no state: a node that reads nothing but sequences runs over all
 * of their steps as rows, so that weights are read once and not at every step; what is the same at
 * each step runs once. A sum over features of both kinds is cut in two before.
 *
 * <pre>
 * y = scan x, w { xh = concat x[t], h; z = dense xh, w; ... }   becomes
 * wx = slice w; wh = slice w; zx = dense fold x, wx; y = scan unfold zx, wh { zh = dense h, wh; z = add zh, zx[t]; ... }
 * </pre>
 *
 * <p>In the same way products for which no state waits run behind the loop, over what it leaves of
 * each step.
 *
 * <p>So a cell that somebody wrote has the loop of the built-in layer that it describes.
 */
public final class HoistScans {
  private HoistScans() {}

  /** Writes a scan anew; gives what stands for the node's results. */
  private interface Rewriting {
    List<Value> results(GraphBuilder graph, Node node, ScanOp scan, List<Value> inputs);
  }

  public static Graph run(Graph graph) {
    if (graph.nodes().stream().noneMatch(node -> node.op() instanceof ScanOp)) {
      return graph;
    }
    Graph hoisted =
        run(
            graph,
            (builder, node, scan, inputs) ->
                new Hoist(builder, node, separated(scan), inputs).results());
    return run(
        hoisted, (builder, node, scan, inputs) -> new Sink(builder, node, scan, inputs).results());
  }

  private static Graph run(Graph graph, Rewriting rewriting) {
    GraphBuilder builder = new GraphBuilder(graph.name());
    Map<Value, Value> copies = new HashMap<>();
    for (Node node : graph.nodes()) {
      List<Value> inputs = node.inputs().stream().map(copies::get).toList();
      List<Value> results =
          node.op() instanceof ScanOp scan
              ? rewriting.results(builder, node, scan, inputs)
              : builder.copy(node, inputs).results();
      node.become(results, copies);
    }
    builder.outputs(graph, copies::get);
    return Prune.run(builder.build(), output -> true);
  }

  /** Cuts sums over features that change at different times. */
  private static ScanOp separated(ScanOp scan) {
    Graph body = scan.body();
    GraphBuilder builder = new GraphBuilder(body.name());
    Map<Value, Value> copies = new HashMap<>();
    for (Node node : body.nodes()) {
      List<Value> inputs = node.inputs().stream().map(copies::get).toList();
      Optional<Value> sum =
          node.op() instanceof Separable op
              ? op.separate(builder, node, inputs, rank(builder.build()))
              : Optional.empty();
      List<Value> results = sum.map(List::of).orElseGet(() -> builder.copy(node, inputs).results());
      node.become(results, copies);
    }
    builder.outputs(body, copies::get);
    return ((ScanOp) scan.withBodies(List.of(builder.build()))).withAllResults();
  }

  private static ToIntFunction<Value> rank(Graph body) {
    Changes changes = new Changes();
    body.nodes().forEach(changes::add);
    return value -> changes.of(value).ordinal();
  }
}
