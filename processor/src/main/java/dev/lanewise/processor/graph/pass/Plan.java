package dev.lanewise.processor.graph.pass;

import dev.lanewise.processor.graph.Algorithm;
import dev.lanewise.processor.graph.Graph;
import dev.lanewise.processor.graph.GraphPrinter;
import dev.lanewise.processor.graph.Layout;
import dev.lanewise.processor.graph.Node;
import dev.lanewise.processor.graph.Value;
import dev.lanewise.processor.graph.scan.StackOp;
import dev.lanewise.processor.graph.scan.Stepping;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A graph with the choices made for one target and program.
 *
 * @param algorithms by node; inputs and parameters have none
 * @param layouts by value
 * @param within of values that lie in the home of another: views in what they see, parts in what
 *     they are joined to
 * @param steps of values that are an element of the sequence they lie in: where in each iteration
 */
public record Plan(
    Graph graph,
    Algorithm.Context context,
    Map<Node, Algorithm> algorithms,
    Map<Value, Layout> layouts,
    Map<Value, Value> within,
    Map<Value, Stepping> steps) {

  public Algorithm algorithm(Node node) {
    return algorithms.get(node);
  }

  public Layout layout(Value value) {
    return layouts.get(value);
  }

  /** The value whose home a value lies in: its own, where it is no part of another. */
  public Value root(Value value) {
    Value outer = within.get(value);
    return outer == null ? value : root(outer);
  }

  /** How a value moves from iteration to iteration of its loop: it may be a part of an element. */
  public Stepping stepping(Value value) {
    Value outer = within.get(value);
    Stepping own = steps.getOrDefault(value, Stepping.NONE);
    return outer == null ? own : own.plus(stepping(outer));
  }

  /** The same with values in the homes of others. */
  Plan withHomes(Map<Value, Value> others) {
    return new Plan(graph, context, algorithms, layouts, others, steps);
  }

  /** Layouts of the parameters by name. */
  public Map<String, Layout> parameterLayouts() {
    return graph.parameters().stream()
        .collect(Collectors.toMap(Node::name, node -> layouts.get(node.result())));
  }

  @Override
  public String toString() {
    return GraphPrinter.print(
        graph,
        node -> {
          StringBuilder note = new StringBuilder("   ");
          if (algorithms.containsKey(node)) {
            note.append('[').append(algorithms.get(node).name()).append("] ");
          }
          for (int i = 0; i < node.types().size(); i++) {
            note.append(i == 0 ? "@ " : ", ").append(layouts.get(node.result(i)));
            if (layouts.get(node.result(i)).part()) {
              note.append(" in place within ").append(root(node.result(i)).name());
            } else if (node.op() instanceof StackOp && within.containsKey(node.result(i))) {
              note.append(" over ").append(within.get(node.result(i)).name());
            }
          }
          return note.toString();
        });
  }
}
