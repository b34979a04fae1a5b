package dev.lanewise.processor.graph.pass;

import dev.lanewise.processor.graph.Graph;
import dev.lanewise.processor.graph.GraphBuilder;
import dev.lanewise.processor.graph.Node;
import dev.lanewise.processor.graph.Op;
import dev.lanewise.processor.graph.Value;
import dev.lanewise.processor.graph.scan.ScanOp;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Leaves scans the results that somebody reads and the inputs that these need, and in training lets
 * them keep of each step what its gradient needs.
 *
 * <pre>
 * y, last h = scan x, w; result y   becomes, in training   y, h of each step, gates of each step = scan x, w
 * </pre>
 */
public final class PrepareScans {
  private PrepareScans() {}

  /** For prediction. */
  public static Graph run(Graph graph) {
    return run(graph, Optional.empty());
  }

  /**
   * For training.
   *
   * @param sum the op that adds two values
   */
  public static Graph run(Graph graph, Supplier<Op> sum) {
    return run(graph, Optional.of(sum));
  }

  private static Graph run(Graph graph, Optional<Supplier<Op>> sum) {
    Set<Value> read = new HashSet<>();
    graph.nodes().forEach(node -> read.addAll(node.inputs()));
    graph.outputs().forEach(output -> read.add(output.value()));
    GraphBuilder builder = new GraphBuilder(graph.name());
    Map<Value, Value> copies = new HashMap<>();
    for (Node node : graph.nodes()) {
      List<Value> inputs = node.inputs().stream().map(copies::get).toList();
      List<Integer> results =
          IntStream.range(0, node.types().size())
              .filter(i -> !(node.op() instanceof ScanOp) || read.contains(node.result(i)))
              .boxed()
              .toList();
      Node copy =
          node.op() instanceof ScanOp scan
              ? add(builder, node, prepared(scan, results, sum), inputs)
              : builder.copy(node, inputs);
      for (int i = 0; i < results.size(); i++) {
        copies.put(node.result(results.get(i)), copy.result(place(node, copy, results, i)));
      }
    }
    builder.outputs(graph, copies::get);
    return Prune.run(builder.build(), output -> true);
  }

  private static Node add(GraphBuilder builder, Node node, ScanOp scan, List<Value> inputs) {
    List<Integer> kept = scan.read();
    List<Value> read = kept.stream().map(inputs::get).toList();
    return builder.add(node.name(), scan.withInputs(kept), read, node.origin());
  }

  /** What is saved stands between the sequences and the last states. */
  private static int place(Node node, Node copy, List<Integer> results, int i) {
    if (!(node.op() instanceof ScanOp before)) {
      return i;
    }
    boolean last = results.get(i) >= before.stackedResults();
    return last ? copy.types().size() - results.size() + i : i;
  }

  private static ScanOp prepared(ScanOp scan, List<Integer> results, Optional<Supplier<Op>> sum) {
    ScanOp read = scan.with(results, List.of());
    return sum.map(read::saving).orElse(read);
  }
}
