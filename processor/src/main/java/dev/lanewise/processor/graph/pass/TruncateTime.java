package dev.lanewise.processor.graph.pass;

import dev.lanewise.processor.diagnostics.Origin;
import dev.lanewise.processor.graph.Axis;
import dev.lanewise.processor.graph.Dim;
import dev.lanewise.processor.graph.Graph;
import dev.lanewise.processor.graph.GraphBuilder;
import dev.lanewise.processor.graph.Node;
import dev.lanewise.processor.graph.Op;
import dev.lanewise.processor.graph.TensorType;
import dev.lanewise.processor.graph.Value;
import dev.lanewise.processor.graph.scan.ScanOp;
import dev.lanewise.processor.graph.scan.StepInputOp;
import dev.lanewise.processor.graph.scan.StepInputOp.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Lets the gradients of states be cut at random: every state of a scan is read through an op whose
 * gradient is multiplied by a number of the step and the row. All states of a scan share these
 * numbers; scans have their own, for where one reads what another left at the same step, a shared
 * number would count twice, and the mean would not be the full gradient.
 *
 * <pre>
 * y = scan x, w { z = dense h, w; ... }   becomes
 * cuts = cuts; y = scan x, w, cuts { hCut = truncate h, cuts[t]; z = dense hCut, w; ... }
 * </pre>
 *
 * <p>A scan of one step carries nothing from step to step, and stays as it is.
 */
public final class TruncateTime {
  /** Makes the numbers of a scan. */
  public interface Cuts {
    /**
     * @param scan its name
     * @param rows the batch axis
     * @param like a state
     */
    Op of(String scan, Dim rows, Dim time, TensorType like);
  }

  private final Cuts cuts;
  private final Supplier<Op> truncate;
  private final GraphBuilder builder;
  private final Map<Value, Value> copies = new HashMap<>();

  private TruncateTime(String name, Cuts cuts, Supplier<Op> truncate) {
    this.cuts = cuts;
    this.truncate = truncate;
    this.builder = new GraphBuilder(name);
  }

  /**
   * @param truncate the op between a state and its readers, which also reads the number
   */
  public static Graph run(Graph graph, Cuts cuts, Supplier<Op> truncate) {
    TruncateTime pass = new TruncateTime(graph.name(), cuts, truncate);
    for (Node node : graph.nodes()) {
      List<Value> inputs = node.inputs().stream().map(pass.copies::get).toList();
      Node copy = pass.copy(node, inputs);
      node.become(copy.results(), pass.copies);
    }
    pass.builder.outputs(graph, pass.copies::get);
    return pass.builder.build();
  }

  private Node copy(Node node, List<Value> inputs) {
    if (!(node.op() instanceof ScanOp scan) || scan.steps() == 1) {
      return builder.copy(node, inputs);
    }
    TensorType state =
        scan.body().nodes().stream()
            .filter(TruncateTime::isState)
            .map(each -> each.result().type())
            .findFirst()
            .orElse(null);
    if (state == null) {
      return builder.copy(node, inputs);
    }
    Dim time = new Dim(scan.steps(), Axis.TIME);
    Op numbers = cuts.of(node.name(), state.dims().getFirst(), time, state);
    Value each = builder.add(node.name() + "Cuts", numbers, List.of(), node.origin()).result();
    List<Value> more = new ArrayList<>(inputs);
    more.add(each);
    TensorType element = state.withSample(List.of());
    StepInputOp read = new StepInputOp(Kind.SEQUENCE, inputs.size(), element);
    ScanOp cut =
        new ScanOp(
            body(scan.body(), node.name(), read), scan.steps(), scan.reverse(), scan.finals());
    return builder.add(node.name(), cut, more, node.origin());
  }

  private static boolean isState(Node node) {
    return node.op() instanceof StepInputOp input
        && input.kind() == Kind.STATE
        && input.declared().dtype().isFloat();
  }

  /** The step, with each state read through the truncating op. */
  private Graph body(Graph body, String name, StepInputOp number) {
    GraphBuilder step = new GraphBuilder(body.name());
    Value factor = step.add(name + "Cut", number, List.of(), Origin.NONE).result();
    Map<Value, Value> values = new HashMap<>();
    for (Node node : body.nodes()) {
      Node copy = step.copy(node, node.inputs().stream().map(values::get).toList());
      node.become(copy.results(), values);
      if (isState(node)) {
        List<Value> read = List.of(copy.result(), factor);
        Node cut = step.add(node.name() + "Cut", truncate.get(), read, node.origin());
        values.put(node.result(), cut.result());
      }
    }
    step.outputs(body, values::get);
    return step.build();
  }
}
