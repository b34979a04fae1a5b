package dev.lanewise.processor.graph.pass;

import dev.lanewise.processor.graph.Algorithm;
import dev.lanewise.processor.graph.Graph;
import dev.lanewise.processor.graph.GraphPrinter;
import dev.lanewise.processor.graph.Layout;
import dev.lanewise.processor.graph.Node;
import dev.lanewise.processor.graph.Value;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A graph with the choices made for one target and program.
 *
 * @param algorithms by node; inputs and parameters have none
 * @param layouts by value
 * @param within of values that lie in the home of another: views in what they see, parts in what
 *     they are joined to
 * @param strides of values that are an element of the sequence they lie in: elements from step to
 *     step
 */
public record Plan(
    Graph graph,
    Algorithm.Context context,
    Map<Node, Algorithm> algorithms,
    Map<Value, Layout> layouts,
    Map<Value, Value> within,
    Map<Value, Integer> strides) {

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

  /**
   * Elements by which a value moves from step to step of its loop: it may be a part of an element.
   */
  public int stepStride(Value value) {
    Value outer = within.get(value);
    return strides.getOrDefault(value, 0) + (outer == null ? 0 : stepStride(outer));
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
            }
          }
          return note.toString();
        });
  }
}
