package dev.lanewise.processor.graph.scan;

import dev.lanewise.processor.graph.Axis;
import dev.lanewise.processor.graph.Dim;
import dev.lanewise.processor.graph.GraphBuilder;
import dev.lanewise.processor.graph.Node;
import dev.lanewise.processor.graph.Op;
import dev.lanewise.processor.graph.Value;
import dev.lanewise.processor.graph.sequence.FoldOp;
import dev.lanewise.processor.graph.sequence.UnfoldOp;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A scan that is written anew, beside nodes that leave it to run over all steps as rows. */
abstract class StepsAsRows {
  final GraphBuilder outside;
  final Node node;
  final ScanOp scan;
  final List<Value> inputs;
  final Changes changes = new Changes();
  final Set<Node> leaving = new HashSet<>();

  /** By value of the body: of the graph around it, with steps as rows. */
  final Map<Value, Value> rows = new HashMap<>();

  /**
   * @param scan in the place of the node's
   * @param inputs in the place of the node's
   */
  StepsAsRows(GraphBuilder outside, Node node, ScanOp scan, List<Value> inputs) {
    this.outside = outside;
    this.node = node;
    this.scan = scan;
    this.inputs = new ArrayList<>(inputs);
    scan.body().nodes().forEach(changes::add);
  }

  /** What the body reads. */
  final Value input(Value argument) {
    return inputs.get(((StepInputOp) argument.node().op()).argument());
  }

  /** Outside, what is the same at each step. */
  Value same(Value value) {
    return input(value);
  }

  /** Outside, the sequence of what is not computed as rows. */
  Value sequence(Value value) {
    return input(value);
  }

  /** Adds a node that leaves, over all steps. */
  final void addOverRows(Node each) {
    List<Value> read = each.inputs().stream().map(this::asRows).toList();
    Node copy = outside.add(each.name() + "Rows", each.op(), read, each.origin());
    each.become(copy.results(), rows);
  }

  /** Of all steps, each a row; or what is the same for all rows. */
  private Value asRows(Value value) {
    if (changes.of(value) == Changes.Kind.NEVER) {
      return same(value);
    }
    return rows.computeIfAbsent(
        value,
        v -> {
          Value sequence = sequence(v);
          return FoldOp.of(
              sequence,
              op -> outside.add(v.name() + "Rows", op, List.of(sequence), node.origin()).result());
        });
  }

  /** The sequence of a value that was computed as rows. */
  final Value steps(Value value) {
    Op unfold = new UnfoldOp(new Dim(scan.steps(), Axis.TIME));
    return outside
        .add(value.name() + "Steps", unfold, List.of(rows.get(value)), node.origin())
        .result();
  }
}
