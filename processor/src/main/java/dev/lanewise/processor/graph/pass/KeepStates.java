package dev.lanewise.processor.graph.pass;

import dev.lanewise.processor.graph.Graph;
import dev.lanewise.processor.graph.Graph.Output;
import dev.lanewise.processor.graph.Graph.Role;
import dev.lanewise.processor.graph.GraphBuilder;
import dev.lanewise.processor.graph.Node;
import dev.lanewise.processor.graph.Value;
import dev.lanewise.processor.graph.scan.KeepOp;
import dev.lanewise.processor.graph.scan.KeptOp;
import dev.lanewise.processor.graph.scan.ScanOp;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Lets loops over time go on where the run before this one ended: states that begin at zero begin
 * with what was kept of them.
 *
 * <pre>
 * y = scan x   becomes   h = kept; y, last h = scan x, h; keep h, last h
 * </pre>
 *
 * No gradient flows into what was kept: it is what a run begins with, not what it computes. A first
 * state that the user gives stays the user's, and a loop backwards begins at an end that no earlier
 * run has seen.
 */
public final class KeepStates {
  private final GraphBuilder builder;
  private final Map<Value, Value> copies = new HashMap<>();
  private final Map<String, List<Value>> kept = new LinkedHashMap<>();

  private KeepStates(String name) {
    this.builder = new GraphBuilder(name);
  }

  /** Run before scans lose the results that nobody reads. */
  public static Graph run(Graph graph) {
    KeepStates pass = new KeepStates(graph.name());
    graph.nodes().forEach(pass::node);
    pass.builder.outputs(graph, pass.copies::get);
    pass.kept.forEach(pass::keep);
    return pass.builder.build();
  }

  /** Without the states that no result, and no state of one, ever reads. */
  public static Graph withoutUnread(Graph graph) {
    Set<Output> live = new HashSet<>();
    graph.outputs().stream().filter(output -> output.role() != Role.KEPT).forEach(live::add);
    for (boolean more = true; more; ) {
      Set<Node> read = new HashSet<>(Prune.run(graph, live::contains).nodes());
      more =
          live.addAll(
              graph.outputs(Role.KEPT).stream()
                  .filter(output -> isRead(output.value().node(), read))
                  .toList());
    }
    return Prune.run(graph, live::contains);
  }

  private static boolean isRead(Node keep, Set<Node> read) {
    return read.contains(keep)
        || keep.inputs().stream()
            .map(Value::node)
            .anyMatch(node -> node.op() instanceof KeptOp && read.contains(node));
  }

  private void node(Node node) {
    List<Value> inputs = new ArrayList<>(node.inputs().stream().map(copies::get).toList());
    Node copy =
        node.op() instanceof ScanOp scan && !scan.reverse() && !scan.fromZero().isEmpty()
            ? scan(node, scan, inputs)
            : builder.copy(node, inputs);
    node.become(copy.results(), copies);
  }

  private Node scan(Node node, ScanOp scan, List<Value> inputs) {
    ScanOp started = scan.startingWith(inputs.size());
    List<Node> states = scan.fromZero();
    for (Node state : states) {
      KeptOp op = new KeptOp(state.types().getFirst());
      inputs.add(builder.add(state.name() + "Kept", op, List.of(), node.origin()).result());
    }
    Node copy = builder.add(node.name(), started, inputs, node.origin());
    for (int i = 0; i < states.size(); i++) {
      String name = states.get(i).name();
      Value first = inputs.get(node.inputs().size() + i);
      kept.put(name, List.of(first, copy.result(started.finalResult(name))));
    }
    return copy;
  }

  private void keep(String name, List<Value> pair) {
    Node keep = builder.add(name + "Keep", new KeepOp(), pair, pair.getFirst().node().origin());
    builder.output(Role.KEPT, name, keep.result(), 1);
  }
}
