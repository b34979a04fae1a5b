package dev.lanewise.processor.graph.pass;

import dev.lanewise.processor.graph.Graph;
import dev.lanewise.processor.graph.Graph.Output;
import dev.lanewise.processor.graph.Graph.Role;
import dev.lanewise.processor.graph.GraphBuilder;
import dev.lanewise.processor.graph.Node;
import dev.lanewise.processor.graph.Value;
import dev.lanewise.processor.graph.scan.NextOp;
import dev.lanewise.processor.graph.scan.Region;
import dev.lanewise.processor.graph.scan.ScanOp;
import dev.lanewise.processor.graph.scan.StackOp;
import dev.lanewise.processor.graph.scan.StateOp;
import dev.lanewise.processor.graph.scan.StepInputOp;
import dev.lanewise.processor.graph.scan.StepOp;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes the steps of scans into the graph: from here on a loop is a property of its nodes.
 *
 * <pre>
 * y = scan x, w { z = dense h, w; o = add z, x[t]; next h = o; result o }   becomes
 * h = state; z = dense h, w; xt = step x; o = add z, xt; y = stack o; last = next h, o
 * </pre>
 */
public final class InlineScans {
  private final GraphBuilder builder;
  private final Map<Value, Value> copies = new HashMap<>();

  private InlineScans(String name) {
    this.builder = new GraphBuilder(name);
  }

  public static Graph run(Graph graph) {
    if (graph.nodes().stream().noneMatch(node -> node.op() instanceof ScanOp)) {
      return graph;
    }
    InlineScans pass = new InlineScans(graph.name());
    for (Node node : graph.nodes()) {
      if (node.op() instanceof ScanOp scan) {
        pass.inline(node, scan);
      } else {
        pass.copy(node, pass.copies);
      }
    }
    for (Output output : graph.outputs()) {
      pass.builder.output(
          output.role(), output.name(), pass.copies.get(output.value()), output.weight());
    }
    return pass.builder.build();
  }

  private void copy(Node node, Map<Value, Value> values) {
    Node copy = builder.copy(node, node.inputs().stream().map(values::get).toList());
    for (int i = 0; i < copy.types().size(); i++) {
      values.put(node.result(i), copy.result(i));
    }
  }

  private void inline(Node node, ScanOp scan) {
    Region region = new Region(node.name(), scan.steps(), scan.reverse());
    Map<Value, Value> values = new HashMap<>();
    List<Value> inputs = node.inputs().stream().map(copies::get).toList();
    for (Node each : scan.body().nodes()) {
      if (each.op() instanceof StepInputOp op) {
        values.put(each.result(), argument(each, op, region, inputs, node));
      } else {
        copy(each, values);
      }
    }
    int result = 0;
    for (Output output : scan.body().outputs(Role.RESULT)) {
      List<Value> element = List.of(values.get(output.value()));
      String name = result == 0 ? node.name() : output.name() + "Steps";
      copies.put(
          node.result(result++),
          builder.add(name, new StackOp(region), element, node.origin()).result());
    }
    Map<String, Value> last = new HashMap<>();
    for (Output next : inOrder(scan.body())) {
      Value state = values.get(state(scan.body(), next));
      List<Value> pair = List.of(state, values.get(next.value()));
      last.put(
          next.name(),
          builder.add(next.name() + "Next", new NextOp(region), pair, node.origin()).result());
    }
    for (String name : scan.finals()) {
      copies.put(node.result(result++), last.get(name));
    }
  }

  private Value argument(Node each, StepInputOp op, Region region, List<Value> inputs, Node scan) {
    List<Value> argument = op.argument() < 0 ? List.of() : List.of(inputs.get(op.argument()));
    return switch (op.kind()) {
      case STATE ->
          builder
              .add(each.name(), new StateOp(region, op.declared()), argument, scan.origin())
              .result();
      case SEQUENCE ->
          builder.add(each.name(), new StepOp(region), argument, scan.origin()).result();
      case INVARIANT -> argument.getFirst();
    };
  }

  private static Value state(Graph body, Output next) {
    return body.nodes().stream()
        .filter(node -> node.op() instanceof StepInputOp && node.name().equals(next.name()))
        .findFirst()
        .orElseThrow()
        .result();
  }

  /**
   * The states in an order in which none is overwritten that another one becomes.
   *
   * @throws IllegalStateException if states change places
   */
  private static List<Output> inOrder(Graph body) {
    List<Output> waiting = new ArrayList<>(body.outputs(Role.UPDATE));
    List<Output> order = new ArrayList<>();
    while (!waiting.isEmpty()) {
      Output free =
          waiting.stream()
              .filter(
                  a -> waiting.stream().noneMatch(b -> b != a && b.value().equals(state(body, a))))
              .findFirst()
              .orElseThrow(
                  () -> new IllegalStateException("states of " + body.name() + " change places"));
      waiting.remove(free);
      order.add(free);
    }
    return order;
  }
}
