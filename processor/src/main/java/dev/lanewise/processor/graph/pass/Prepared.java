package dev.lanewise.processor.graph.pass;

import dev.lanewise.processor.graph.Graph.Output;
import dev.lanewise.processor.graph.Node;
import dev.lanewise.processor.graph.Value;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What predictions read of the parameters, and of what is prepared of them. All else that lies with
 * the weights is dropped when the preparation is done: the weights before batch normalisation was
 * folded into them, the floats of which bfloat16 were made.
 */
public final class Prepared {
  private final Plan plan;
  private final List<Node> nodes;
  private final Set<Value> read = new HashSet<>();

  private Prepared(Plan plan, List<Node> nodes) {
    this.plan = plan;
    this.nodes = nodes;
  }

  /** Of a program. */
  public static Prepared of(Plan plan, Schedule schedule) {
    Prepared prepared = new Prepared(plan, schedule.prepared());
    for (Node node : plan.graph().nodes()) {
      if (!prepared.nodes.contains(node)) {
        node.inputs().forEach(input -> prepared.read.add(plan.root(input)));
      }
    }
    for (Output output : plan.graph().outputs()) {
      prepared.read.add(plan.root(output.value()));
    }
    return prepared;
  }

  /** Whether anything is prepared. */
  boolean any() {
    return !nodes.isEmpty();
  }

  /** Whether predictions read a parameter or a prepared value. */
  boolean keeps(Value value) {
    return read.contains(value);
  }

  /** Whether predictions read the parameter of a name. */
  boolean keeps(String parameter) {
    return read.stream().anyMatch(value -> value.node().name().equals(parameter));
  }

  /** Places of the prepared values that predictions read. */
  int size() {
    return values().stream()
        .filter(this::keeps)
        .mapToInt(value -> PlanMemory.aligned(plan.layout(value).size()))
        .reduce(0, Math::addExact);
  }

  /** The prepared values that have places of their own, in order. */
  List<Value> values() {
    return nodes.stream()
        .flatMap(node -> node.results().stream())
        .filter(value -> !plan.within().containsKey(value))
        .toList();
  }
}
