package dev.lanewise.processor.graph.pass;

import dev.lanewise.processor.graph.Axis;
import dev.lanewise.processor.graph.Dim;
import dev.lanewise.processor.graph.Graph;
import dev.lanewise.processor.graph.Graph.Output;
import dev.lanewise.processor.graph.Graph.Role;
import dev.lanewise.processor.graph.GraphBuilder;
import dev.lanewise.processor.graph.Node;
import dev.lanewise.processor.graph.Op;
import dev.lanewise.processor.graph.Value;
import dev.lanewise.processor.graph.scan.NextOp;
import dev.lanewise.processor.graph.scan.Region;
import dev.lanewise.processor.graph.scan.ScanOp;
import dev.lanewise.processor.graph.scan.StackOp;
import dev.lanewise.processor.graph.scan.StateOp;
import dev.lanewise.processor.graph.scan.StepInputOp;
import dev.lanewise.processor.graph.scan.StepOp;
import dev.lanewise.processor.graph.sequence.FoldOp;
import dev.lanewise.processor.graph.sequence.UnfoldOp;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Writes the steps of scans into the graph: from here on a loop is a property of its nodes.
 *
 * <pre>
 * y = scan x, w { z = dense h, w; o = add z, x[t]; next h = o; result o }   becomes
 * h = state; z = dense h, w; xt = step x; o = add z, xt; y = stack o; last = next h, o
 * </pre>
 *
 * A single step is no loop: its state is what it begins with.
 */
public final class InlineScans {
  private final GraphBuilder builder;
  private final Map<Value, Value> copies = new HashMap<>();
  private final SharedLoops loops = new SharedLoops();

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
    pass.builder.outputs(graph, pass.copies::get);
    return pass.builder.build();
  }

  private void copy(Node node, Map<Value, Value> values) {
    Node copy = builder.copy(node, node.inputs().stream().map(values::get).toList());
    node.become(copy.results(), values);
  }

  private void inline(Node node, ScanOp scan) {
    Region region = loops.of(node, scan);
    Map<Value, Value> values = new HashMap<>();
    List<Value> inputs = node.inputs().stream().map(copies::get).toList();
    for (Node each : scan.body().nodes()) {
      if (each.op() instanceof StepInputOp op) {
        values.put(each.result(), argument(each, op, region, inputs, node, scan.reverse()));
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
          builder.add(name, sequence(region, scan), element, node.origin()).result());
    }
    Map<String, Value> last = new HashMap<>();
    for (Output next : inOrder(scan)) {
      Value state = values.get(scan.state(next.name()).result());
      List<Value> pair = List.of(state, values.get(next.value()));
      if (scan.steps() == 1) {
        last.put(next.name(), pair.getLast());
        continue;
      }
      last.put(
          next.name(),
          builder.add(next.name() + "Next", new NextOp(region), pair, node.origin()).result());
    }
    for (String name : scan.finals()) {
      copies.put(node.result(result++), last.get(name));
    }
  }

  private Value argument(
      Node each, StepInputOp op, Region region, List<Value> inputs, Node scan, boolean reverse) {
    List<Value> argument = op.argument() < 0 ? List.of() : List.of(inputs.get(op.argument()));
    return switch (op.kind()) {
      case STATE ->
          region.steps() == 1 && !argument.isEmpty()
              ? argument.getFirst()
              : builder
                  .add(each.name(), new StateOp(region, op.declared()), argument, scan.origin())
                  .result();
      case SEQUENCE -> {
        Function<Op, Value> add =
            element -> builder.add(each.name(), element, argument, scan.origin()).result();
        yield region.steps() == 1
            ? FoldOp.of(argument.getFirst(), add)
            : add.apply(new StepOp(region, reverse));
      }
      case INVARIANT -> argument.getFirst();
    };
  }

  private static Op sequence(Region region, ScanOp scan) {
    return region.steps() == 1
        ? new UnfoldOp(new Dim(1, Axis.TIME))
        : new StackOp(region, scan.reverse());
  }

  /**
   * The states in an order in which none is overwritten that another one becomes.
   *
   * @throws IllegalStateException if states change places
   */
  private static List<Output> inOrder(ScanOp scan) {
    List<Output> waiting = new ArrayList<>(scan.body().outputs(Role.UPDATE));
    List<Output> order = new ArrayList<>();
    while (!waiting.isEmpty()) {
      Output free =
          waiting.stream()
              .filter(a ->
                  waiting.stream()
                      .noneMatch(b -> b != a && b.value().equals(scan.state(a.name()).result())))
              .findFirst()
              .orElseThrow(() ->
                  new IllegalStateException("states of " + scan.body().name() + " change places"));
      waiting.remove(free);
      order.add(free);
    }
    return order;
  }
}
