package dev.lanewise.processor;

import dev.lanewise.processor.graph.Graph;
import dev.lanewise.processor.graph.InputOp;
import dev.lanewise.processor.graph.Node;
import dev.lanewise.processor.graph.ParameterOp;
import dev.lanewise.processor.graph.Value;
import dev.lanewise.processor.graph.sequence.FoldOp;
import dev.lanewise.processor.graph.sequence.StepsAsPixelsOp;
import dev.lanewise.processor.graph.sequence.UnfoldOp;
import dev.lanewise.processor.graph.sequence.WithStepsOp;
import dev.lanewise.processor.ops.shape.ExpandOp;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A method of the interface, or what a modifier adds to one, and the nodes that it became.
 *
 * @param reads the values of other layers that it reads; one twice if a node does, as in {@code x +
 *     x}
 */
record WrittenLayer(List<Node> nodes, List<Value> reads) {
  /** The layers of the frontend's graph, each after those that it reads. */
  static List<WrittenLayer> of(Graph whole) {
    List<WrittenLayer> layers = new ArrayList<>();
    Map<Node, WrittenLayer> owners = new HashMap<>();
    for (List<Node> nodes : together(whole)) {
      WrittenLayer layer = new WrittenLayer(nodes, reads(nodes, owners));
      nodes.forEach(node -> owners.put(node, layer));
      layers.add(layer);
    }
    return layers;
  }

  /** Nodes that follow each other and have one origin; other forms are with what they repeat. */
  private static List<List<Node>> together(Graph whole) {
    List<List<Node>> all = new ArrayList<>();
    Map<Node, List<Node>> owners = new HashMap<>();
    for (Node node : whole.nodes()) {
      List<Node> repeated = isForm(node) ? owners.get(node.input(0).node()) : List.of();
      List<Node> last = all.isEmpty() ? List.of() : all.getLast();
      List<Node> owner =
          Stream.of(repeated, last)
              .filter(nodes -> !nodes.isEmpty())
              .filter(nodes -> nodes.getFirst().origin().equals(node.origin()))
              .findFirst()
              .orElseGet(ArrayList::new);
      if (owner.isEmpty()) {
        all.add(owner);
      }
      owner.add(node);
      owners.put(node, owner);
    }
    return all;
  }

  private static List<Value> reads(List<Node> nodes, Map<Node, WrittenLayer> owners) {
    List<Value> reads = new ArrayList<>();
    for (Node node : nodes) {
      List<Value> known = List.copyOf(reads);
      node.inputs().stream()
          .filter(input -> owners.containsKey(input.node()))
          .map(WrittenLayer::written)
          .filter(input -> !known.contains(input))
          .forEach(reads::add);
    }
    // Weights shared with another layer do not flow from it; those that a penalty reads do.
    List<Value> flowing =
        reads.stream()
            .filter(
                read -> !isParameter(read.node()) || isParameter(owners.get(read.node()).main()))
            .toList();
    return flowing.isEmpty() ? List.copyOf(reads) : flowing;
  }

  /** The value that a layer has given, whatever form of it is read. */
  private static Value written(Value value) {
    return isForm(value.node()) ? written(value.node().input(0)) : value;
  }

  /**
   * Whether a node is a value of the same layer for each row, or with its steps as rows or pixels.
   */
  private static boolean isForm(Node node) {
    return node.op() instanceof ExpandOp
        || node.op() instanceof FoldOp
        || node.op() instanceof StepsAsPixelsOp
        || node.op() instanceof WithStepsOp;
  }

  /** Whether a node says how many steps the layer's samples have. */
  private static boolean isSteps(Node node) {
    return node.op() instanceof InputOp input && input.kind() == InputOp.Kind.STEPS;
  }

  private static boolean isParameter(Node node) {
    return node.op() instanceof ParameterOp;
  }

  /** The node that has the method's name; behind it only stand other forms of its value. */
  Node main() {
    return nodes.reversed().stream()
        .filter(node -> !isForm(node) && !isSteps(node))
        .findFirst()
        .orElse(nodes.getLast());
  }

  String name() {
    return main().name();
  }

  /** What it computes, such as {@code dense+relu}. */
  String ops() {
    return nodes.subList(0, nodes.indexOf(main()) + 1).stream()
        .filter(node -> !isParameter(node) || node == main())
        .filter(node -> !(node.op() instanceof UnfoldOp || isSteps(node)))
        .map(node -> node.op().mnemonic())
        .collect(Collectors.joining("+"));
  }

  /** Of one sample. */
  String shape() {
    return shape(main().result());
  }

  static String shape(Value value) {
    if (!(value.node().op() instanceof InputOp input) || input.classes() == 0) {
      return value.type().sampleText();
    }
    return input.kind() == InputOp.Kind.TOKENS
        ? value.type().sampleText() + " of " + input.classes() + " tokens"
        : (value.type().sampleDims().isEmpty() ? "" : value.type().sampleText() + " of ")
            + input.classes()
            + " classes";
  }

  /** Trained values, as PyTorch's {@code parameters()} counts. */
  long parameters() {
    return nodes.stream()
        .filter(node -> node.op() instanceof ParameterOp parameter && parameter.isTrained())
        .mapToLong(node -> node.types().getFirst().size())
        .sum();
  }

  /**
   * Of one sample, with all its steps.
   *
   * @param batch rows of the graph
   */
  long flops(int batch) {
    return nodes.stream().mapToLong(node -> node.op().flops(node) * steps(node, batch)).sum();
  }

  private static int steps(Node node, int batch) {
    return Math.max(1, node.types().getFirst().rows() / batch);
  }
}
