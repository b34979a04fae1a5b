package dev.lanewise.processor.graph.pass;

import dev.lanewise.processor.graph.Algorithm;
import dev.lanewise.processor.graph.Layout;
import dev.lanewise.processor.graph.Node;
import dev.lanewise.processor.graph.Value;
import dev.lanewise.processor.graph.scan.Regions;
import dev.lanewise.processor.graph.scan.StackOp;
import dev.lanewise.processor.graph.scan.Stepping;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Lets a loop write a sequence over another one that nobody but the loop reads, each step after it
 * has been read: what is written then lies in a cache, where a place of its own would have to come
 * from memory first.
 *
 * <pre>
 * xt = step x; z = dense+add h, w, xt; gates = cell z; saved = stack gates   with saved at x
 * gt = step saved; zGrad = cell_grad gt, ...; zGrads = stack zGrad           with zGrads there too
 * </pre>
 *
 * <p>3200 steps of the gradient of an LSTM's cell of 128 units: 0.4 ms instead of 1.5, 0.17 where
 * all is in the first-level cache.
 */
final class ReuseSequences {
  private final Plan plan;
  private final Regions regions;
  private final Map<Value, Value> within;
  private final List<Node> nodes;
  private final Set<Value> taken = new HashSet<>();

  private ReuseSequences(Plan plan) {
    this.plan = plan;
    this.regions = Regions.of(plan.graph());
    this.within = new HashMap<>(plan.within());
    this.nodes = regions.inOrder(plan.graph().nodes());
  }

  static Plan run(Plan plan) {
    ReuseSequences pass = new ReuseSequences(plan);
    pass.nodes.stream().filter(node -> node.op() instanceof StackOp).forEach(pass::stack);
    return plan.withHomes(pass.within);
  }

  private void stack(Node stack) {
    Value sequence = stack.result();
    Optional<Node> writer = firstWriter(sequence);
    if (within.containsKey(sequence)
        || isOutput(sequence)
        || writer.isEmpty()
        || !regions.together(writer.get(), stack)) {
      return;
    }
    nodes.stream()
        .filter(node -> regions.together(node, stack) && isView(node))
        .map(node -> node.input(0))
        .filter(read -> isFree(seen(read)) && liesLike(read, sequence))
        .map(this::seen)
        .filter(place -> isReadBefore(place, stack, writer.get()))
        .findFirst()
        .ifPresent(place -> {
          within.put(sequence, place);
          taken.add(place);
        });
  }

  /** The first node of a step that writes a sequence. */
  private Optional<Node> firstWriter(Value sequence) {
    return nodes.stream()
        .filter(node -> writes(node) && !plan.algorithm(node).isJoin(node))
        .filter(node -> node.results().stream().anyMatch(v -> plan.root(v).equals(sequence)))
        .findFirst();
  }

  private boolean isView(Node node) {
    return plan.algorithm(node) != null && plan.algorithm(node).isView(node);
  }

  private boolean writes(Node node) {
    return plan.algorithm(node) != null && !plan.algorithm(node).isView(node);
  }

  /** What a view is one of, perhaps through others. */
  private Value seen(Value value) {
    return isView(value.node()) ? seen(value.node().input(0)) : value;
  }

  private boolean isOutput(Value place) {
    return plan.graph().outputs().stream().anyMatch(o -> seen(o.value()).equals(place));
  }

  /** Whether a value has a home of its own, which no other sequence has been given. */
  private boolean isFree(Value place) {
    return writes(place.node())
        && !plan.algorithm(place.node()).overwrites(place.node())
        && !plan.within().containsKey(place)
        && !taken.contains(place)
        && !isOutput(place);
  }

  private boolean liesLike(Value read, Value sequence) {
    return read.type().dtype() == sequence.type().dtype()
        && plan.layout(read).samePlaces(plan.layout(sequence));
  }

  /** Whether nobody reads a step of the place once it is written, nor another step ever. */
  private boolean isReadBefore(Value place, Node stack, Node writer) {
    Layout layout = plan.layout(stack.result());
    Stepping written = plan.algorithm(stack).stepping(stack, layout);
    for (Node node : nodes) {
      for (int i = 0; i < node.inputs().size() && writes(node); i++) {
        Value input = node.input(i);
        if (!seen(input).equals(place)) {
          continue;
        }
        boolean inTime =
            regions.together(node, stack)
                && plan.stepping(input).equals(written)
                && (nodes.indexOf(node) < nodes.indexOf(writer)
                    || node == writer && overwrites(node, i, stack.result()));
        if (!inTime) {
          return false;
        }
      }
    }
    return true;
  }

  private boolean overwrites(Node node, int input, Value sequence) {
    Algorithm algorithm = plan.algorithm(node);
    Layout read = plan.layout(node.input(input));
    return node.results().stream()
        .filter(result -> plan.root(result).equals(sequence))
        .allMatch(result ->
            plan.layout(result).samePlaces(read)
                && algorithm.mayOverwrite(node, input, result.index(), plan.context()));
  }
}
