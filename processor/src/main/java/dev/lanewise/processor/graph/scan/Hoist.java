package dev.lanewise.processor.graph.scan;

import dev.lanewise.processor.graph.Axis;
import dev.lanewise.processor.graph.Dim;
import dev.lanewise.processor.graph.Graph;
import dev.lanewise.processor.graph.Graph.Output;
import dev.lanewise.processor.graph.Graph.Role;
import dev.lanewise.processor.graph.GraphBuilder;
import dev.lanewise.processor.graph.Node;
import dev.lanewise.processor.graph.Op;
import dev.lanewise.processor.graph.Value;
import dev.lanewise.processor.graph.scan.Changes.Kind;
import dev.lanewise.processor.graph.sequence.FoldOp;
import dev.lanewise.processor.graph.sequence.UnfoldOp;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Writes a scan anew with the nodes before it that need not be in it.
 *
 * <p>What only moves elements stays where it is read: a step's part of a sequence is a view of it,
 * and moving all of them first would be one pass more over memory.
 */
public final class Hoist {
  private final GraphBuilder outside;
  private final Node node;
  private final ScanOp scan;
  private final GraphBuilder inside;
  private final List<Value> inputs;
  private final Changes changes = new Changes();
  private final Set<Node> leaving = new HashSet<>();

  /**
   * By value of the old body: of the new one, of the graph around it, and there with steps as rows.
   */
  private final Map<Value, Value> inBody = new HashMap<>();

  private final Map<Value, Value> same = new HashMap<>();
  private final Map<Value, Value> rows = new HashMap<>();

  /**
   * @param scan in the place of the node's
   * @param inputs in the place of the node's
   */
  public Hoist(GraphBuilder outside, Node node, ScanOp scan, List<Value> inputs) {
    this.outside = outside;
    this.node = node;
    this.scan = scan;
    this.inside = new GraphBuilder(scan.body().name());
    this.inputs = new ArrayList<>(inputs);
    scan.body().nodes().forEach(changes::add);
    for (Node each : scan.body().nodes().reversed()) {
      if (leaves(each)) {
        leaving.add(each);
      }
    }
  }

  private boolean leaves(Node each) {
    if (each.op() instanceof StepInputOp || changes.of(each) == Kind.STATES) {
      return false;
    }
    return changes.of(each) == Kind.NEVER
        || each.op().flops(each) > 0
        || leaving.stream().anyMatch(reader -> reads(reader, each));
  }

  private static boolean reads(Node reader, Node maker) {
    return reader.inputs().stream().anyMatch(input -> input.node() == maker);
  }

  /** What stands for the node's results. */
  public List<Value> results() {
    for (Node each : scan.body().nodes()) {
      if (each.op() instanceof StepInputOp) {
        inBody.put(each.result(), inside.keep(each).result());
      } else if (!leaving.contains(each)) {
        put(each, inside.copy(each, each.inputs().stream().map(this::inBody).toList()), inBody);
      } else if (changes.of(each) == Kind.NEVER) {
        put(each, outside.copy(each, each.inputs().stream().map(this::same).toList()), same);
      } else {
        List<Value> read = each.inputs().stream().map(this::asRows).toList();
        put(each, outside.add(each.name() + "Rows", each.op(), read, each.origin()), rows);
      }
    }
    for (Output output : scan.body().outputs()) {
      inside.output(output.role(), output.name(), inBody(output.value()), output.weight());
    }
    Node hoisted = outside.add(node.name(), scan(inside.build()), inputs, node.origin());
    List<Value> results = new ArrayList<>();
    List<Output> stacked = scan.body().outputs(Role.RESULT);
    for (int i = 0; i < node.types().size(); i++) {
      boolean known = i < stacked.size() && leaving.contains(stacked.get(i).value().node());
      results.add(known ? steps(stacked.get(i).value()) : hoisted.result(i));
    }
    return results;
  }

  private Op scan(Graph body) {
    return scan.withBodies(List.of(body));
  }

  private static void put(Node each, Node copy, Map<Value, Value> values) {
    for (int i = 0; i < each.types().size(); i++) {
      values.put(each.result(i), copy.result(i));
    }
  }

  private Value inBody(Value value) {
    return inBody.computeIfAbsent(
        value,
        v -> {
          boolean stays = changes.of(v) == Kind.NEVER;
          inputs.add(stays ? same(v) : steps(v));
          StepInputOp.Kind kind = stays ? StepInputOp.Kind.INVARIANT : StepInputOp.Kind.SEQUENCE;
          Op op = new StepInputOp(kind, inputs.size() - 1, v.type());
          return inside.add(v.name(), op, List.of(), node.origin()).result();
        });
  }

  private Value input(Value argument) {
    return inputs.get(((StepInputOp) argument.node().op()).argument());
  }

  private Value same(Value value) {
    return same.computeIfAbsent(value, this::input);
  }

  /** Of all steps, each a row; or what is the same for all rows. */
  private Value asRows(Value value) {
    if (changes.of(value) == Kind.NEVER) {
      return same(value);
    }
    return rows.computeIfAbsent(
        value,
        v -> {
          Value sequence = input(v);
          return sequence.node().op() instanceof UnfoldOp
              ? sequence.node().input(0)
              : outside
                  .add(v.name() + "Rows", new FoldOp(), List.of(sequence), node.origin())
                  .result();
        });
  }

  /** The sequence of a value that was computed as rows. */
  private Value steps(Value value) {
    Op unfold = new UnfoldOp(new Dim(scan.steps(), Axis.TIME));
    return outside
        .add(value.name() + "Steps", unfold, List.of(rows.get(value)), node.origin())
        .result();
  }
}
