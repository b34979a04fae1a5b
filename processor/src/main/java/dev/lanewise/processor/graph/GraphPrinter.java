package dev.lanewise.processor.graph;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * Prints a graph, one line a node: stable numbers in the order of creation, types, source position
 * last.
 */
public final class GraphPrinter {
  private GraphPrinter() {}

  public static String print(Graph graph) {
    return print(graph, node -> "");
  }

  /**
   * @param note what else to say of a node, such as its algorithm and layouts
   */
  public static String print(Graph graph, Function<Node, String> note) {
    StringBuilder out = new StringBuilder("graph ").append(graph.name()).append('\n');
    Map<Node, Integer> numbers = numbers(graph);
    for (Node node : graph.nodes()) {
      out.append(line(node, numbers)).append(note.apply(node));
      String origin = node.origin().toString();
      out.append(origin.isEmpty() ? "" : "   // " + origin).append('\n');
      for (Graph body : node.op().bodies()) {
        out.append(print(body, note).indent(4));
      }
    }
    for (Graph.Output output : graph.outputs()) {
      out.append(output.role().name().toLowerCase())
          .append(' ')
          .append(output.name())
          .append(" = ");
      out.append(value(output.value(), numbers));
      out.append(output.weight() == 1 ? "" : " weight " + output.weight()).append('\n');
    }
    return out.toString();
  }

  /** A node on its own, with the names of what it reads. */
  public static String describe(Node node) {
    StringBuilder out =
        new StringBuilder(node.name()).append(" : ").append(node.types().getFirst());
    out.append(" = ").append(node.op().mnemonic());
    for (int i = 0; i < node.inputs().size(); i++) {
      out.append(i == 0 ? " " : ", ").append(node.input(i).name());
    }
    return out.toString();
  }

  private static Map<Node, Integer> numbers(Graph graph) {
    Map<Node, Integer> numbers = new HashMap<>();
    graph.nodes().forEach(node -> numbers.put(node, numbers.size()));
    return numbers;
  }

  private static String line(Node node, Map<Node, Integer> numbers) {
    StringBuilder out = new StringBuilder("%").append(numbers.get(node)).append(' ');
    out.append(node.name()).append(" : ");
    for (int i = 0; i < node.types().size(); i++) {
      out.append(i == 0 ? "" : ", ").append(node.types().get(i));
    }
    out.append(" = ").append(node.op().mnemonic());
    for (int i = 0; i < node.inputs().size(); i++) {
      out.append(i == 0 ? " " : ", ").append(value(node.input(i), numbers));
    }
    return node.op().attributes().isEmpty()
        ? out.toString()
        : out.append(" {").append(node.op().attributes()).append('}').toString();
  }

  private static String value(Value value, Map<Node, Integer> numbers) {
    return "%" + numbers.get(value.node()) + (value.index() == 0 ? "" : "#" + value.index());
  }
}
