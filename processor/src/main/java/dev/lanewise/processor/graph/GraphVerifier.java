package dev.lanewise.processor.graph;

import java.util.HashSet;
import java.util.Set;

/** Checks a graph after a pass: order, types, outputs. A violation is a fault of the pass. */
public final class GraphVerifier {
  private GraphVerifier() {}

  /**
   * @throws IllegalStateException that names the first violation
   */
  public static void verify(Graph graph) {
    Set<Node> seen = new HashSet<>();
    for (Node node : graph.nodes()) {
      for (Value input : node.inputs()) {
        require(
            seen.contains(input.node()),
            node + " reads " + input.name() + " before it is computed");
        require(
            input.index() < input.node().types().size(),
            node + " reads a result that " + input.node() + " lacks");
      }
      require(seen.add(node), node + " occurs twice");
      require(
          node.op().infer(node.inputs().stream().map(Value::type).toList()).equals(node.types()),
          node + " has types " + node.types() + " that its op does not infer");
      node.op().bodies().forEach(GraphVerifier::verify);
    }
    for (Graph.Output output : graph.outputs()) {
      require(
          seen.contains(output.value().node()), "output " + output.name() + " is not in the graph");
      require(!output.value().type().isError(), "output " + output.name() + " is in error");
    }
  }

  private static void require(boolean condition, String fault) {
    if (!condition) {
      throw new IllegalStateException(fault);
    }
  }
}
