package dev.lanewise.processor.graph.pass;

import dev.lanewise.processor.graph.Graph;
import dev.lanewise.processor.graph.GraphBuilder;
import dev.lanewise.processor.graph.Node;
import dev.lanewise.processor.graph.Op;
import dev.lanewise.processor.graph.Value;
import dev.lanewise.processor.graph.scan.ScanOp;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Cuts loops over time in two, so that a state between two steps is a value of the graph: it can be
 * kept for the next run, or its gradient can end there. What ends there costs nothing: the first
 * loop then keeps nothing of its steps, and has no way back.
 *
 * <pre>
 * y, last h = scan 7 steps x   becomes, split behind 3
 * y1, h3 = scan 3 steps x[0:3]; y2, last h = scan 4 steps x[3:7], truncate h3; y = concat truncate y1, y2
 * </pre>
 */
public final class SplitScans {
  /** The ops that a split needs. */
  public interface Ops {
    /** Steps of a sequence. */
    Op slice(int from, int to);

    /** Sequences one behind the other. */
    Op join();

    /** The same value, whose gradient ends there. */
    Op truncate();
  }

  private record Halves(Value first, Value second) {}

  private final int at;
  private final boolean truncated;
  private final Ops ops;
  private final GraphBuilder builder;
  private final Map<Value, Value> copies = new HashMap<>();
  private final Map<Value, Halves> joined = new HashMap<>();

  private SplitScans(String name, int at, boolean truncated, Ops ops) {
    this.at = at;
    this.truncated = truncated;
    this.ops = ops;
    this.builder = new GraphBuilder(name);
  }

  /**
   * @param at steps of the first half of each scan, which all are longer and go forward
   * @param truncated whether gradients end between the halves
   */
  public static Graph run(Graph graph, int at, boolean truncated, Ops ops) {
    SplitScans pass = new SplitScans(graph.name(), at, truncated, ops);
    for (Node node : graph.nodes()) {
      List<Value> inputs = node.inputs().stream().map(pass.copies::get).toList();
      if (node.op() instanceof ScanOp scan) {
        pass.split(node, scan, inputs);
      } else {
        Node copy = pass.builder.copy(node, inputs);
        node.become(copy.results(), pass.copies);
      }
    }
    pass.builder.outputs(graph, pass.copies::get);
    return pass.builder.build();
  }

  private void split(Node node, ScanOp scan, List<Value> inputs) {
    List<Value> before = new ArrayList<>(inputs);
    List<Value> after = new ArrayList<>(inputs);
    for (int i : scan.sequences()) {
      Halves halves = joined.computeIfAbsent(inputs.get(i), this::sliced);
      before.set(i, halves.first);
      after.set(i, halves.second);
    }
    List<String> states = scan.readStates();
    Node first = builder.add(node.name() + "Before", scan.of(at, states), before, node.origin());
    int stacked = scan.stackedResults();
    for (int i = 0; i < states.size(); i++) {
      after.add(cut(first.result(stacked + i)));
    }
    ScanOp rest = scan.of(scan.steps() - at, scan.finals()).goingOn(states, inputs.size());
    Node second = builder.add(node.name(), rest, after, node.origin());
    for (int i = 0; i < stacked; i++) {
      join(node, i, new Halves(cut(first.result(i)), second.result(i)));
    }
    for (int i = stacked; i < node.types().size(); i++) {
      copies.put(node.result(i), second.result(i));
    }
  }

  private void join(Node node, int result, Halves halves) {
    List<Value> parts = List.of(halves.first, halves.second);
    String name = node.result(result).name() + "Steps";
    Value all = builder.add(name, ops.join(), parts, node.origin()).result();
    joined.put(all, halves);
    copies.put(node.result(result), all);
  }

  private Halves sliced(Value sequence) {
    int steps = sequence.type().sampleShape().getFirst();
    return new Halves(slice(sequence, 0, at), slice(sequence, at, steps));
  }

  private Value slice(Value sequence, int from, int to) {
    Node made = sequence.node();
    String name = made.name() + (from == 0 ? "Before" : "After");
    return builder.add(name, ops.slice(from, to), List.of(sequence), made.origin()).result();
  }

  private Value cut(Value value) {
    Node made = value.node();
    return truncated
        ? builder.add(value.name() + "Cut", ops.truncate(), List.of(value), made.origin()).result()
        : value;
  }
}
