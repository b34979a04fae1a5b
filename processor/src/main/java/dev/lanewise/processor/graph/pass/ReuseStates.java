package dev.lanewise.processor.graph.pass;

import dev.lanewise.processor.graph.Algorithm;
import dev.lanewise.processor.graph.Node;
import dev.lanewise.processor.graph.Value;
import dev.lanewise.processor.graph.scan.KeepOp;
import dev.lanewise.processor.graph.scan.NextOp;
import dev.lanewise.processor.graph.scan.Regions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Lets what becomes a state, or is kept for the next run, be written where that lies, so that
 * nothing is copied at the end of a step: where all who read the state have done so by then.
 *
 * <pre>
 * c2 = cell z, c; next c, c2   with c2 at c
 * </pre>
 */
final class ReuseStates {
  private final Plan plan;
  private final Regions regions;
  private final Map<Value, Value> within;
  private final List<Node> nodes;

  private ReuseStates(Plan plan) {
    this.plan = plan;
    this.regions = Regions.of(plan.graph());
    this.within = new HashMap<>(plan.within());
    this.nodes = regions.inOrder(plan.graph().nodes());
  }

  static Plan run(Plan plan) {
    ReuseStates pass = new ReuseStates(plan);
    plan.graph().nodes().stream().filter(ReuseStates::sets).forEach(pass::next);
    return plan.withHomes(pass.within);
  }

  private static boolean sets(Node node) {
    return node.op() instanceof NextOp || node.op() instanceof KeepOp;
  }

  private void next(Node next) {
    Value state = next.input(0);
    Value value = next.input(1);
    Algorithm algorithm = plan.algorithm(value.node());
    boolean own =
        algorithm != null
            && regions.together(next, value.node())
            && !within.containsKey(value)
            && !isOutput(value)
            && !algorithm.isView(value.node())
            && !algorithm.isJoin(value.node())
            && plan.layout(value).samePlaces(plan.layout(state));
    if (own && isReadBefore(state, next, value)) {
      within.put(value, state);
    }
  }

  /** Whether somebody else has the place of a value, such as the user. */
  private boolean isOutput(Value value) {
    return plan.graph().outputs().stream()
        .anyMatch(output -> plan.root(output.value()).equals(value));
  }

  /**
   * Whether the maker of the value reads the state at its own places alone, and nobody reads it
   * afterwards.
   */
  private boolean isReadBefore(Value state, Node next, Value value) {
    int made = nodes.indexOf(value.node());
    for (int at = 0; at < nodes.size(); at++) {
      Node node = nodes.get(at);
      for (int i = 0; i < node.inputs().size(); i++) {
        boolean reads = plan.root(node.input(i)).equals(state) && node != next;
        boolean inTime = at < made || at == made && overwrites(node, i, value);
        if (reads && mayComeLater(node, next) && !inTime) {
          return false;
        }
      }
    }
    return true;
  }

  /** Whoever reads a state outside of its loop has its last value. */
  private boolean mayComeLater(Node node, Node next) {
    return next.op() instanceof KeepOp || regions.together(node, next);
  }

  private boolean overwrites(Node node, int input, Value value) {
    return plan.algorithm(node).mayOverwrite(node, input, value.index(), plan.context());
  }
}
