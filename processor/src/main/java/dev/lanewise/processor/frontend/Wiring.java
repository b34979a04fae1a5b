package dev.lanewise.processor.frontend;

import dev.lanewise.processor.diagnostics.Diagnostics;
import dev.lanewise.processor.diagnostics.Spelling;
import dev.lanewise.processor.frontend.Declaration.Read;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds who reads whom, and an order in which each node comes after what it reads. */
final class Wiring {
  private final Map<String, Declaration> nodes = new LinkedHashMap<>();
  private final Diagnostics diagnostics;
  private final Set<String> finished = new HashSet<>();
  private final Set<String> inCycle = new HashSet<>();

  private Wiring(List<Declaration> declarations, Diagnostics diagnostics) {
    this.diagnostics = diagnostics;
    declarations.forEach(declaration -> nodes.putIfAbsent(declaration.name(), declaration));
  }

  /**
   * The declarations sorted, as near to the order in which they are written as can be; unknown
   * names, readers of losses and cycles are reported. Nodes with such a fault, and all that depend
   * on them, are left out.
   */
  static List<Declaration> sort(List<Declaration> declarations, Diagnostics diagnostics) {
    Wiring wiring = new Wiring(declarations, diagnostics);
    declarations.forEach(wiring::checkNames);
    declarations.forEach(wiring::checkReadable);
    declarations.forEach(declaration -> wiring.findCycles(declaration, new ArrayList<>()));
    return wiring.order(declarations);
  }

  private void checkNames(Declaration declaration) {
    for (Read read : declaration.reads()) {
      if (!nodes.containsKey(read.node())) {
        List<String> others =
            nodes.keySet().stream().filter(name -> !name.equals(declaration.name())).toList();
        diagnostics.error(
            read.origin(),
            "UnknownNode",
            "there is no node \"" + read.node() + "\"" + Spelling.hint(read.node(), others));
      }
    }
  }

  /** Once for each reader: whoever adds up losses has one thing to learn. */
  private void checkReadable(Declaration declaration) {
    declaration.reads().stream()
        .filter(read -> !read.node().equals(declaration.name()))
        .filter(read -> nodes.containsKey(read.node()) && nodes.get(read.node()).isLoss())
        .findFirst()
        .ifPresent(read ->
            diagnostics.error(
                read.origin(),
                "LossIsRead",
                "\""
                    + read.node()
                    + "\" is a loss, where the graph ends; the model's total is the sum of its"
                    + " losses"));
  }

  /** Depth first along the reads; {@code path} holds the readers from the start to here. */
  private void findCycles(Declaration node, List<Declaration> path) {
    if (path.contains(node)) {
      report(path.subList(path.indexOf(node), path.size()));
      return;
    }
    if (finished.contains(node.name())) {
      return;
    }
    path.add(node);
    for (Read read : node.reads()) {
      if (nodes.containsKey(read.node())) {
        findCycles(nodes.get(read.node()), path);
      }
    }
    path.removeLast();
    finished.add(node.name());
  }

  /** Tangled cycles are one mistake as a rule: one report for those that share a node. */
  private void report(List<Declaration> readers) {
    List<String> names = readers.stream().map(Declaration::name).toList();
    boolean known = names.stream().anyMatch(inCycle::contains);
    inCycle.addAll(names);
    if (known) {
      return;
    }
    List<String> declared = nodes.keySet().stream().filter(names::contains).toList();
    int start = names.indexOf(declared.getFirst());
    Declaration reader = readers.get(start);
    List<String> flow = new ArrayList<>(List.of(reader.name()));
    for (int i = 1; i <= names.size(); i++) {
      flow.addFirst(names.get((start + i) % names.size()));
    }
    String next = names.get((start + 1) % names.size());
    Read read =
        reader.reads().stream().filter(r -> r.node().equals(next)).findFirst().orElseThrow();
    diagnostics.error(
        read.origin(),
        "Cycle",
        "a node cannot depend on itself: " + flow.stream().collect(Collectors.joining(" -> ")));
  }

  /** Takes the first written node that is ready, again and again. */
  private List<Declaration> order(List<Declaration> declarations) {
    List<Declaration> sorted = new ArrayList<>();
    List<Declaration> waiting = new ArrayList<>(declarations);
    Set<String> done = new HashSet<>();
    for (int i = 0; i < waiting.size(); ) {
      Declaration candidate = waiting.get(i);
      if (candidate.reads().stream().allMatch(read -> done.contains(read.node()))) {
        waiting.remove(i);
        sorted.add(candidate);
        if (!candidate.isLoss()) {
          done.add(candidate.name());
        }
        i = 0;
      } else {
        i++;
      }
    }
    return sorted;
  }
}
