package dev.lanewise.processor.frontend;

import dev.lanewise.processor.diagnostics.Diagnostics;
import dev.lanewise.processor.diagnostics.Spelling;
import dev.lanewise.processor.frontend.Declaration.Next;
import dev.lanewise.processor.graph.Layer;
import dev.lanewise.processor.graph.TensorType;
import dev.lanewise.processor.graph.Value;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a cell carries from step to step, and what becomes of it. */
final class States {
  private States() {}

  /** Reports states that do not become anything, or two things, or do not belong there. */
  static void check(boolean cell, List<Declaration> nodes, Diagnostics diagnostics) {
    if (!cell) {
      nodes.forEach(node -> refuse(node, diagnostics));
      return;
    }
    List<String> names =
        nodes.stream().filter(Declaration::isState).map(Declaration::name).toList();
    Map<String, Declaration> next = new HashMap<>();
    for (Declaration node : nodes) {
      node.next()
          .ifPresent(n -> {
            if (!names.contains(n.state())) {
              diagnostics.error(
                  n.origin(),
                  "UnknownState",
                  "there is no state \"" + n.state() + "\"" + Spelling.hint(n.state(), names));
            }
            Declaration other = next.putIfAbsent(n.state(), node);
            if (other != null) {
              diagnostics.error(
                  n.origin(),
                  "NextTwice",
                  "\"" + n.state() + "\" is \"" + other.name() + "\" after the step already");
            }
          });
    }
    nodes.stream()
        .filter(node -> node.isState() && !next.containsKey(node.name()))
        .forEach(node ->
            diagnostics.error(
                node.origin(),
                "StateWithoutNext",
                "nothing says what \""
                    + node.name()
                    + "\" is after the step; mark a node by @Next(\""
                    + node.name()
                    + "\")"));
  }

  private static void refuse(Declaration node, Diagnostics diagnostics) {
    if (node.isState()) {
      diagnostics.error(
          node.content().orElseThrow().origin(),
          "OutsideCell",
          "only a @Cell has steps, from which to which \"" + node.name() + "\" were carried");
    }
    node.next()
        .ifPresent(next ->
            diagnostics.error(
                next.origin(), "OutsideCell", "only a @Cell has states that a node becomes"));
  }

  /** Whether each state, as far as it is known, becomes what has its shape. */
  static boolean checkShapes(Block cell, Map<String, Value> values, Diagnostics diagnostics) {
    boolean fit = true;
    for (Declaration node : cell.declared()) {
      Value value = values.get(node.name());
      Value state = node.next().map(next -> values.get(next.state())).orElse(null);
      fit &= value == null || state == null || fits(node.next().get(), state, value, diagnostics);
    }
    return fit;
  }

  private static boolean fits(Next next, Value state, Value value, Diagnostics diagnostics) {
    TensorType found = value.type();
    boolean equal =
        found.sampleShape().equals(state.type().sampleShape())
            && found.dtype() == state.type().dtype();
    if (!equal) {
      diagnostics.error(
          next.origin(),
          "NextShape",
          "\""
              + next.state()
              + "\" is "
              + state.type().sampleText()
              + ", and would become "
              + found.sampleText()
              + " ("
              + Layer.chain(value)
              + ")");
    }
    return equal;
  }
}
