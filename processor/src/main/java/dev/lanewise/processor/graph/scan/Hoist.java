package dev.lanewise.processor.graph.scan;

import dev.lanewise.processor.graph.Graph;
import dev.lanewise.processor.graph.Graph.Output;
import dev.lanewise.processor.graph.Graph.Role;
import dev.lanewise.processor.graph.GraphBuilder;
import dev.lanewise.processor.graph.Node;
import dev.lanewise.processor.graph.Op;
import dev.lanewise.processor.graph.Value;
import dev.lanewise.processor.graph.scan.Changes.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes a scan anew with the nodes before it that need not be in it.
 *
 * <p>What only moves elements stays where it is read: a step's part of a sequence is a view of it,
 * and moving all of them first would be one pass more over memory.
 */
public final class Hoist extends StepsAsRows {
  private final GraphBuilder inside;

  /** By value of the old body: of the new one, and of the graph around it. */
  private final Map<Value, Value> inBody = new HashMap<>();

  private final Map<Value, Value> same = new HashMap<>();

  /**
   * @param scan in the place of the node's
   * @param inputs in the place of the node's
   */
  public Hoist(GraphBuilder outside, Node node, ScanOp scan, List<Value> inputs) {
    super(outside, node, scan, inputs);
    this.inside = new GraphBuilder(scan.body().name());
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
        List<Value> read = each.inputs().stream().map(this::inBody).toList();
        each.become(inside.copy(each, read).results(), inBody);
      } else if (changes.of(each) == Kind.NEVER) {
        List<Value> read = each.inputs().stream().map(this::same).toList();
        each.become(outside.copy(each, read).results(), same);
      } else {
        addOverRows(each);
      }
    }
    inside.outputs(scan.body(), this::inBody);
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

  @Override
  Value same(Value value) {
    return same.computeIfAbsent(value, this::input);
  }
}
