package dev.lanewise.processor.frontend;

import dev.lanewise.processor.diagnostics.Diagnostics;
import dev.lanewise.processor.graph.Algorithm.Parallel;
import dev.lanewise.processor.graph.Composite;
import dev.lanewise.processor.graph.Graph;
import dev.lanewise.processor.graph.Graph.Output;
import dev.lanewise.processor.graph.Graph.Role;
import dev.lanewise.processor.graph.GraphBuilder;
import dev.lanewise.processor.graph.Node;
import dev.lanewise.processor.graph.ParameterOp;
import dev.lanewise.processor.graph.TensorType;
import dev.lanewise.processor.graph.Value;
import dev.lanewise.processor.graph.scan.ScanBuilder;
import dev.lanewise.processor.graph.scan.StepInputOp;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Divides the nodes of a cell: those that a state or an element of a sequence reaches are a step of
 * a scan, all others are the same at every step and stay in the graph around it.
 *
 * <pre>
 * w = parameter; v = dense image, u; xh = concat x, h; y = dense xh, w; z = add y, v   becomes
 * w = parameter; v = dense image, u; scan x, w, v { xh = concat x, h; y = dense xh, w; z = add y, v }
 * </pre>
 */
final class CellStep {
  private final GraphBuilder outside;
  private final ScanBuilder scan;
  private final Diagnostics diagnostics;
  private final Map<Value, Value> inScan = new HashMap<>();
  private final Map<Value, Value> invariants = new HashMap<>();
  private boolean sound = true;

  /**
   * @param read values that the cell's inputs and states stand for
   */
  CellStep(
      GraphBuilder outside, ScanBuilder scan, Collection<Value> read, Diagnostics diagnostics) {
    this.outside = outside;
    this.scan = scan;
    this.diagnostics = diagnostics;
    read.stream().filter(scan::reads).forEach(value -> inScan.put(value, value));
  }

  /** Whether all nodes could be put where they belong. */
  boolean add(Graph cell) {
    for (Node node : cell.nodes()) {
      if (node.inputs().stream().noneMatch(inScan::containsKey)) {
        outside.keep(node);
      } else {
        fault(node).ifPresent(reason -> report(node, reason));
        add(node);
      }
    }
    for (Output loss : cell.outputs(Role.LOSS)) {
      outside.loss(loss.name(), loss.value(), loss.weight());
    }
    return sound;
  }

  private void add(Node node) {
    Node copy = scan.copy(node, node.inputs().stream().map(this::read).toList());
    node.become(copy.results(), inScan);
  }

  private Value read(Value value) {
    Value known = inScan.get(value);
    return known == null ? invariants.computeIfAbsent(value, scan::invariant) : known;
  }

  /** Why a node cannot be part of a step. */
  private static Optional<String> fault(Node node) {
    if (!node.op().bodies().isEmpty()) {
      return Optional.of("is a loop over time itself");
    }
    boolean counts = node.inputs().stream().anyMatch(value -> isBuffer(value.node()));
    boolean mixes =
        !(node.op() instanceof Composite)
            && node.op().algorithms().stream().anyMatch(a -> a.parallel(node) != Parallel.ROWS);
    if (counts || mixes) {
      return Optional.of("works on all samples together");
    }
    int rows = node.inputs().stream().mapToInt(value -> value.type().rows()).max().orElse(1);
    boolean steps = node.types().stream().map(TensorType::rows).anyMatch(r -> r != rows);
    return steps ? Optional.of("works on the steps of a sequence") : Optional.empty();
  }

  private static boolean isBuffer(Node node) {
    return node.op() instanceof ParameterOp p && !p.isTrained() && !p.isConstant();
  }

  /** A node knows the place of its use. */
  private void report(Node node, String reason) {
    sound = false;
    diagnostics.error(
        node.origin(),
        "CellOp",
        "\"" + node.name() + "\" " + reason + ", which one step of a cell cannot");
  }

  /** What a value of the cell is in the scan; nothing if it is the same at each step. */
  Optional<Value> inScan(Value value) {
    return Optional.ofNullable(inScan.get(value));
  }

  /** Whether a value lies where a state does: its elements are the state's. */
  static boolean isState(Value value) {
    Node node = value.node();
    if (node.op() instanceof StepInputOp input) {
      return input.kind() == StepInputOp.Kind.STATE;
    }
    return !(node.op() instanceof Composite)
        && node.op().algorithms().stream().anyMatch(a -> a.isView(node))
        && isState(node.input(0));
  }
}
