package dev.lanewise.processor.graph.pass;

import dev.lanewise.processor.graph.Algorithm.Parallel;
import dev.lanewise.processor.graph.Node;
import dev.lanewise.processor.graph.ParameterOp;
import dev.lanewise.processor.graph.ProgramKind;
import dev.lanewise.processor.graph.TensorType;
import dev.lanewise.processor.graph.Value;
import dev.lanewise.processor.graph.scan.KeepOp;
import dev.lanewise.processor.graph.scan.Regions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Puts nodes in the order in which they run, those of a loop one behind the other, and cuts a plan
 * into phases, between which all threads meet. In a phase that is parallel by rows a thread takes
 * its rows through all nodes; in one by tiles no node reads another.
 *
 * <pre>
 * training of an MLP: [pack weights] [forward, losses by row, input gradients] [weight gradients, mean loss]
 * </pre>
 *
 * A prediction, which one thread runs, is a single phase. What it needs of the weights alone is
 * computed beforehand, once for all predictions with these weights.
 *
 * @param prepared unbatched nodes of a prediction that depend on no input, in order; none in
 *     training, where weights change from step to step
 */
public record Schedule(List<Node> prepared, List<Phase> phases) {
  /**
   * @param byRows whether items are rows
   */
  public record Phase(boolean byRows, List<Node> nodes) {}

  public static Schedule of(Plan plan) {
    List<Node> nodes =
        plan.graph().nodes().stream().filter(n -> plan.algorithm(n) != null).toList();
    Regions regions = Regions.of(plan.graph());
    if (plan.context().kind() != ProgramKind.TRAINING) {
      List<Node> prepared = prepared(plan, nodes);
      List<Node> rest = nodes.stream().filter(node -> !prepared.contains(node)).toList();
      List<Node> order =
          regions.units(rest, node -> before(plan, node)).stream().flatMap(List::stream).toList();
      return new Schedule(prepared, List.of(new Phase(true, order)));
    }
    List<Phase> phases = new ArrayList<>();
    List<List<Node>> waiting = new ArrayList<>(regions.units(nodes, node -> before(plan, node)));
    Set<Node> done = new HashSet<>();
    // Tiles first: what the rows need from the weights is ready then, and never splits their phase.
    for (boolean byRows = false; !waiting.isEmpty(); byRows = !byRows) {
      Set<Node> phase = new LinkedHashSet<>();
      for (List<Node> unit : List.copyOf(waiting)) {
        boolean fits = isByRows(plan, regions, unit) == byRows;
        if (fits && ready(plan, unit, done, byRows ? phase : Set.of())) {
          phase.addAll(unit);
          waiting.remove(unit);
        }
      }
      done.addAll(phase);
      if (!phase.isEmpty()) {
        phases.add(new Phase(byRows, List.copyOf(phase)));
      }
    }
    return new Schedule(List.of(), List.copyOf(phases));
  }

  private static List<Node> prepared(Plan plan, List<Node> nodes) {
    Set<Node> known = new LinkedHashSet<>();
    for (Node node : nodes) {
      boolean weightsAlone =
          node.inputs().stream()
              .map(Value::node)
              .allMatch(n -> n.op() instanceof ParameterOp || known.contains(n));
      if (weightsAlone && node.types().stream().noneMatch(TensorType::isBatched)) {
        known.add(node);
      }
    }
    return List.copyOf(known);
  }

  private static boolean isByRows(Plan plan, Regions regions, List<Node> unit) {
    boolean rows =
        unit.stream().allMatch(node -> plan.algorithm(node).parallel(node) == Parallel.ROWS);
    if (!rows && regions.of(unit.getFirst()).isPresent()) {
      throw new IllegalStateException(unit + " are not computed by rows, and so not in a loop");
    }
    return rows;
  }

  private static boolean ready(Plan plan, List<Node> unit, Set<Node> done, Set<Node> sameRows) {
    return unit.stream()
        .flatMap(node -> before(plan, node))
        .allMatch(n ->
            plan.algorithm(n) == null
                || done.contains(n)
                || sameRows.contains(n)
                || unit.contains(n));
  }

  /** What a node reads; and all who read what it overwrites for the next run. */
  private static Stream<Node> before(Plan plan, Node node) {
    Stream<Node> read = node.inputs().stream().map(Value::node);
    if (!(node.op() instanceof KeepOp)) {
      return read;
    }
    Value kept = plan.root(node.input(0));
    Stream<Node> readers =
        plan.graph().nodes().stream()
            .filter(n -> n != node)
            .filter(n -> n.inputs().stream().anyMatch(input -> plan.root(input).equals(kept)));
    return Stream.concat(read, readers);
  }
}
