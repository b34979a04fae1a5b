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
 */
public record Plan(
    Graph graph,
    Algorithm.Context context,
    Map<Node, Algorithm> algorithms,
    Map<Value, Layout> layouts) {

  public Algorithm algorithm(Node node) {
    return algorithms.get(node);
  }

  public Layout layout(Value value) {
    return layouts.get(value);
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
          }
          return note.toString();
        });
  }
}
