package dev.lanewise.processor.frontend;

import dev.lanewise.processor.diagnostics.Diagnostics;
import dev.lanewise.processor.diagnostics.Origin;
import dev.lanewise.processor.frontend.Declaration.CellUse;
import dev.lanewise.processor.graph.Value;
import dev.lanewise.processor.graph.scan.ScanBuilder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What leaves the steps of a cell: sequences or last values of its outputs, and last states. */
final class Recurrence {
  private final Block cell;
  private final Scope scope;
  private final ScanBuilder scan;
  private final CellStep step;
  private final Map<String, Value> values;
  private final Diagnostics diagnostics;
  private final List<String> sequences = new ArrayList<>();
  private final List<String> finals = new ArrayList<>();
  private final Map<Value, String> states = new HashMap<>();

  /**
   * @param scope of the inside of the cell
   * @param values of the cell's nodes
   */
  Recurrence(
      Block cell,
      Scope scope,
      ScanBuilder scan,
      CellStep step,
      Map<String, Value> values,
      Diagnostics diagnostics) {
    this.cell = cell;
    this.scope = scope;
    this.scan = scan;
    this.step = step;
    this.values = values;
    this.diagnostics = diagnostics;
  }

  /** Gives the scan its next states and its results; whether there are all of them. */
  boolean finish(CellUse use) {
    boolean sound = true;
    for (Declaration state : cell.states()) {
      sound &= next(state, cell.next(state));
    }
    for (Declaration result : cell.results()) {
      sound &= result(result, use.returnSequence());
    }
    return sound;
  }

  private boolean next(Declaration state, Declaration node) {
    Origin at = node.next().orElseThrow().origin();
    Optional<Value> value = inScan(node, at);
    if (value.filter(CellStep::isState).isPresent()) {
      diagnostics.error(
          at,
          "NextOfState",
          "\""
              + node.name()
              + "\" is a state of the step before itself; put a node between, if only"
              + " @Activation(LINEAR)");
      return false;
    }
    value.ifPresent(v -> {
      scan.next(scope.name(state), v);
      states.putIfAbsent(v, state.name());
    });
    finals.add(state.name());
    return value.isPresent();
  }

  private boolean result(Declaration node, boolean sequence) {
    Optional<Value> value = inScan(node, node.output().orElse(node.origin()));
    if (sequence) {
      value.ifPresent(v -> scan.result(scope.name(node), v));
      sequences.add(node.name());
    } else if (value.isPresent() && !states.containsKey(value.get())) {
      scan.last(scope.name(node) + "Last", value.get());
      states.put(value.get(), node.name());
      finals.add(node.name());
    }
    return value.isPresent();
  }

  private Optional<Value> inScan(Declaration node, Origin at) {
    Value value = values.get(node.name());
    Optional<Value> inScan = Optional.ofNullable(value).flatMap(step::inScan);
    if (value != null && inScan.isEmpty()) {
      diagnostics.error(
          at,
          "NotOfStep",
          "\""
              + node.name()
              + "\" reads neither a state nor a step of a sequence, and is the same at each step");
    }
    return inScan;
  }

  /**
   * What the node's name stands for, and what {@code @StateOf} reads, by name.
   *
   * @param results of the scan: the sequences, and then the last states
   */
  Map<String, Value> named(List<Value> results) {
    Map<String, Value> named = new LinkedHashMap<>();
    for (Declaration result : cell.results()) {
      String name = result.name();
      named.put(
          name,
          results.get(
              sequences.isEmpty()
                  ? finals.indexOf(states.get(inStep(result)))
                  : sequences.indexOf(name)));
    }
    for (Declaration state : cell.states()) {
      named.put(state.name(), results.get(sequences.size() + finals.indexOf(state.name())));
    }
    return named;
  }

  private Value inStep(Declaration node) {
    return step.inScan(values.get(node.name())).orElseThrow();
  }
}
