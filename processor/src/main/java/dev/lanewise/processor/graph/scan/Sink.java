package dev.lanewise.processor.graph.scan;

import dev.lanewise.processor.graph.Graph;
import dev.lanewise.processor.graph.Graph.Output;
import dev.lanewise.processor.graph.Graph.Role;
import dev.lanewise.processor.graph.GraphBuilder;
import dev.lanewise.processor.graph.Node;
import dev.lanewise.processor.graph.Separable;
import dev.lanewise.processor.graph.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Writes a scan anew with the products behind it for which no later step waits, and what is made of
 * them.
 *
 * <p>Not where samples end at steps of their own: their sequences are zero behind the end, which a
 * single prediction relies on.
 */
public final class Sink extends StepsAsRows {
  private final Map<Value, Integer> stacked = new LinkedHashMap<>();
  private Node left;

  /**
   * @param inputs in the place of the node's
   */
  public Sink(GraphBuilder outside, Node node, ScanOp scan, List<Value> inputs) {
    super(outside, node, scan, inputs);
    Graph body = scan.body();
    if (body.nodes().stream().noneMatch(each -> each.op() instanceof Ends.Select)) {
      Set<Node> free = free(body);
      for (Node each : body.nodes()) {
        boolean made = each.inputs().stream().anyMatch(input -> leaving.contains(input.node()));
        if (free.contains(each) && (made || each.op() instanceof Separable)) {
          leaving.add(each);
        }
      }
    }
  }

  /** Nodes that only results need, and that can run over the steps as rows. */
  private Set<Node> free(Graph body) {
    Set<Node> held = new HashSet<>();
    body.outputs(Role.UPDATE).forEach(update -> held.add(update.value().node()));
    Set<Node> free = new HashSet<>();
    for (Node each : body.nodes().reversed()) {
      if (!held.contains(each) && !(each.op() instanceof StepInputOp) && changes.isOfRows(each)) {
        free.add(each);
      } else {
        each.inputs().forEach(input -> held.add(input.node()));
      }
    }
    return free;
  }

  /** What stands for the node's results. */
  public List<Value> results() {
    List<Output> before = scan.body().outputs(Role.RESULT);
    before.stream()
        .map(Output::value)
        .filter(v -> !leaving.contains(v.node()))
        .forEach(this::stack);
    for (Node each : scan.body().nodes()) {
      if (leaving.contains(each)) {
        each.inputs().stream().filter(this::isComputed).forEach(this::stack);
      }
    }
    left = outside.add(node.name(), scan.withBodies(List.of(body())), inputs, node.origin());
    scan.body().nodes().stream().filter(leaving::contains).forEach(this::addOverRows);
    List<Value> results = new ArrayList<>();
    for (Output output : before) {
      Integer index = stacked.get(output.value());
      results.add(index == null ? steps(output.value()) : left.result(index));
    }
    for (int i = before.size(); i < node.types().size(); i++) {
      results.add(left.result(stacked.size() + i - before.size()));
    }
    return results;
  }

  private void stack(Value value) {
    stacked.putIfAbsent(value, stacked.size());
  }

  /** Whether a value is made in the loop, to be read behind it. */
  private boolean isComputed(Value value) {
    return !leaving.contains(value.node())
        && (!(value.node().op() instanceof StepInputOp)
            || ScanOp.is(value.node(), StepInputOp.Kind.STATE));
  }

  private Graph body() {
    Graph body = scan.body();
    List<Output> outputs = new ArrayList<>();
    stacked.keySet().forEach(v -> outputs.add(new Output(Role.RESULT, v.name(), v, 1)));
    outputs.addAll(body.outputs(Role.UPDATE));
    List<Node> nodes = body.nodes().stream().filter(each -> !leaving.contains(each)).toList();
    return new Graph(body.name(), nodes, outputs);
  }

  @Override
  Value sequence(Value value) {
    Integer index = stacked.get(value);
    return index == null ? input(value) : left.result(index);
  }
}
