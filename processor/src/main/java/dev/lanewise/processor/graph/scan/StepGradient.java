package dev.lanewise.processor.graph.scan;

import dev.lanewise.processor.diagnostics.Origin;
import dev.lanewise.processor.graph.Backward;
import dev.lanewise.processor.graph.Graph;
import dev.lanewise.processor.graph.Graph.Output;
import dev.lanewise.processor.graph.Graph.Role;
import dev.lanewise.processor.graph.GraphBuilder;
import dev.lanewise.processor.graph.Node;
import dev.lanewise.processor.graph.Op;
import dev.lanewise.processor.graph.Value;
import dev.lanewise.processor.graph.scan.StepInputOp.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * One step backwards: from the gradients of a step's results and of the states after it to those of
 * what it read. The nodes are the body's, and behind them those that differentiate it; which of
 * them run in the loop is for others to say.
 */
final class StepGradient {
  /** Nodes of the forward step. */
  final Set<Node> forward;

  /** Nodes that compute gradients, in order. */
  final List<Node> backward = new ArrayList<>();

  /** By state: the gradient of its value after the step, a node that the loop backwards carries. */
  final Map<String, Node> carried = new LinkedHashMap<>();

  /** By index of the result: its gradient at the step. */
  final Map<Integer, Node> seeds = new LinkedHashMap<>();

  /** By what the body reads: the gradient; none where there is none. */
  final Map<Node, Value> grads = new LinkedHashMap<>();

  private StepGradient(Graph body) {
    this.forward = new HashSet<>(body.nodes());
  }

  /**
   * @param flows by index of a stacked result whether a gradient comes back
   * @param needed by what the body reads whether its gradient is asked for; states' are always
   */
  static StepGradient of(
      ScanOp scan, IntPredicate flows, Predicate<Node> needed, Supplier<Op> sum) {
    Graph body = scan.body();
    StepGradient step = new StepGradient(body);
    GraphBuilder builder = GraphBuilder.of(body);
    Set<Node> varied = new HashSet<>();
    for (Node node : body.nodes()) {
      boolean source =
          ScanOp.is(node, Kind.STATE) || node.op() instanceof StepInputOp && needed.test(node);
      boolean real = node.types().getFirst().dtype().isFloat();
      if (real && source || node.inputs().stream().anyMatch(v -> varied.contains(v.node()))) {
        varied.add(node);
      }
    }
    Backward pass = new Backward(builder, varied, sum);
    for (Output next : body.outputs(Role.UPDATE)) {
      Node seed = seed(builder, next.name() + "Grad", Kind.STATE, next.value());
      step.carried.put(next.name(), seed);
      pass.accumulate(next.value(), seed.result());
    }
    List<Output> results = body.outputs(Role.RESULT);
    for (int i = 0; i < results.size(); i++) {
      if (flows.test(i)) {
        Node seed =
            seed(
                builder, results.get(i).name() + "StepGrad", Kind.SEQUENCE, results.get(i).value());
        step.seeds.put(i, seed);
        pass.accumulate(results.get(i).value(), seed.result());
      }
    }
    body.nodes().reversed().forEach(pass::through);
    for (Node argument : scan.arguments()) {
      pass.gradient(argument.result()).ifPresent(grad -> step.grads.put(argument, grad));
    }
    builder.build().nodes().stream()
        .filter(node -> !step.forward.contains(node) && !step.isSeed(node))
        .forEach(step.backward::add);
    step.dropUnread();
    return step;
  }

  private static Node seed(GraphBuilder builder, String name, Kind kind, Value of) {
    return builder.add(name, new StepInputOp(kind, -1, of.type()), List.of(), Origin.NONE);
  }

  boolean isSeed(Node node) {
    return carried.containsValue(node) || seeds.containsValue(node);
  }

  private void dropUnread() {
    Set<Node> read = new HashSet<>();
    grads.values().forEach(grad -> read.add(grad.node()));
    for (Node node : backward.reversed()) {
      if (read.contains(node)) {
        node.inputs().forEach(input -> read.add(input.node()));
      }
    }
    backward.removeIf(node -> !read.contains(node));
  }

  /**
   * Whether a node computes what all samples and steps have in common, such as the gradient of a
   * weight: the sum over the steps is one node over all of them, behind the loop.
   */
  static boolean isSummed(Node node) {
    return !node.types().getFirst().isBatched();
  }

  /**
   * Values of the forward step that gradients need and that the step computes, states among them.
   */
  Set<Value> saved() {
    Set<Value> saved = new LinkedHashSet<>();
    for (Node node : backward) {
      for (Value input : node.inputs()) {
        boolean read =
            ScanOp.is(input.node(), Kind.SEQUENCE) || ScanOp.is(input.node(), Kind.INVARIANT);
        if (forward.contains(input.node()) && !read) {
          saved.add(input);
        }
      }
    }
    return saved;
  }

  /** Values of the backward step that the summed nodes read. */
  Set<Value> stacked() {
    Set<Value> stacked = new LinkedHashSet<>();
    Set<Node> own = new HashSet<>(backward);
    for (Node node : backward.stream().filter(StepGradient::isSummed).toList()) {
      node.inputs().stream()
          .filter(v -> (own.contains(v.node()) || isSeed(v.node())) && !isSummed(v.node()))
          .forEach(stacked::add);
    }
    return stacked;
  }

  /** The nodes that run in the loop. */
  List<Node> inLoop() {
    return backward.stream().filter(node -> !isSummed(node)).toList();
  }

  /** The nodes that run behind the loop. */
  List<Node> behind() {
    return backward.stream().filter(StepGradient::isSummed).toList();
  }
}
