package dev.lanewise.processor.frontend;

import dev.lanewise.processor.diagnostics.Diagnostics;
import dev.lanewise.processor.diagnostics.Origin;
import dev.lanewise.processor.frontend.Declaration.Read;
import dev.lanewise.processor.graph.Graph;
import dev.lanewise.processor.graph.Graph.Output;
import dev.lanewise.processor.graph.Graph.Role;
import dev.lanewise.processor.graph.Room;
import dev.lanewise.processor.graph.TensorType;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Settles what leaves the model or block, and whether all that is written serves a purpose. */
final class Outputs {
  /** A field of the generated predictor, and what a record refuses as components. */
  private static final Set<String> RESERVED =
      Set.of(
          "net",
          "clone",
          "finalize",
          "getClass",
          "hashCode",
          "notify",
          "notifyAll",
          "toString",
          "wait");

  /** Where generated code gives an array another name than the node's, it ends in this. */
  private static final String SUFFIX = "Array";

  private final List<Declaration> nodes;
  private final Diagnostics diagnostics;

  Outputs(List<Declaration> nodes, Diagnostics diagnostics) {
    this.nodes = nodes;
    this.diagnostics = diagnostics;
  }

  /** Reports {@code @Output} on what cannot be one. */
  void checkMarks() {
    for (Declaration node : nodes) {
      if (node.output().isPresent() && node.isInput()) {
        diagnostics.error(
            node.output().get(),
            "OutputOnInput",
            "\""
                + node.name()
                + (node.isState()
                    ? "\" is the state before the step; mark the node that it becomes"
                    : "\" is what the caller hands over"));
      } else if (node.output().isPresent() && node.isLoss()) {
        diagnostics.error(
            node.output().get(),
            "OutputOnLoss",
            "\"" + node.name() + "\" is a loss, which training reports; predict knows no labels");
      }
    }
  }

  /** Adds a model's results to a graph without errors, in the order in which they are written. */
  void add(Assembly assembly, Origin model) {
    List<Declaration> results = results();
    if (results.isEmpty()) {
      diagnostics.error(model, "NoOutput", "the model has no node that could be its output");
    }
    if (nodes.stream().noneMatch(node -> node.kind() == Room.Kind.INPUT)) {
      diagnostics.error(model, "NoInput", "the model has no @Input");
    }
    for (Declaration node : results) {
      TensorType type = assembly.values().get(node.name()).type();
      if (!type.dtype().isFloat()) {
        throw new IllegalStateException("the output " + node.name() + " is " + type);
      }
      assembly.result(node);
    }
    nodes.stream()
        .filter(node -> node.isInput() || results.contains(node))
        .forEach(node -> checkName(node, assembly));
    warnOfUnused();
  }

  /** Reports a graph that has losses, none of which is a node. */
  void checkLosses(Graph graph) {
    List<Output> losses = graph.outputs(Role.LOSS);
    if (!losses.isEmpty() && nodes.stream().noneMatch(Declaration::isLoss)) {
      diagnostics.error(
          losses.getFirst().value().node().origin(),
          "PenaltyAlone",
          "the model's only loss is a penalty on weights, under which they learn nothing; add a"
              + " loss such as @CrossEntropyLoss, or leave the penalty out");
    }
  }

  /** The nodes marked, or the last that can be a result. */
  List<Declaration> results() {
    List<Declaration> candidates =
        nodes.stream().filter(node -> !node.isInput() && !node.isLoss()).toList();
    List<Declaration> marked =
        candidates.stream().filter(node -> node.output().isPresent()).toList();
    boolean last = marked.isEmpty() && !candidates.isEmpty();
    return last ? List.of(candidates.getLast()) : marked;
  }

  /**
   * Inputs and outputs are parameters and record components in generated code. There a name with a
   * capital letter would hide the class of that name.
   */
  private void checkName(Declaration node, Assembly assembly) {
    String name = node.name();
    boolean likeClass = name.length() > 1 && Character.isUpperCase(name.charAt(0));
    boolean likeOther =
        name.endsWith(SUFFIX)
            && assembly.values().containsKey(name.substring(0, name.length() - SUFFIX.length()));
    if (RESERVED.contains(name) || likeClass || likeOther) {
      diagnostics.error(
          node.origin(),
          "ReservedName",
          "\"" + name + "\" is taken by generated code; name the node otherwise");
    }
  }

  void warnOfUnused() {
    List<Declaration> results = results();
    Set<String> read =
        nodes.stream()
            .flatMap(node -> node.reads().stream())
            .map(Read::node)
            .collect(Collectors.toSet());
    for (Declaration node : nodes) {
      boolean leaves = results.contains(node) || node.isLoss() || node.next().isPresent();
      if (!read.contains(node.name()) && !leaves) {
        diagnostics.warning(
            node.origin(),
            "UnusedNode",
            "nothing reads \"" + node.name() + "\", and it is neither an output nor a loss");
      }
    }
  }
}
