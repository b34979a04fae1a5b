package dev.lanewise.processor.frontend;

import dev.lanewise.processor.diagnostics.Diagnostics;
import dev.lanewise.processor.diagnostics.Origin;
import dev.lanewise.processor.graph.Graph;
import dev.lanewise.processor.graph.Node;
import dev.lanewise.processor.graph.Value;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Who owns which parameter of the model: a name belongs to one node, or to one node of a block
 * whose uses share it.
 */
final class Owners {
  private record Owner(Scope scope, Declaration declaration, Value parameter) {
    String node() {
      return scope.name(declaration);
    }

    boolean isOneWith(Owner other) {
      return scope.shared() && other.scope.shared() && hasMethodOf(other.declaration);
    }

    boolean hasMethodOf(Declaration other) {
      return declaration.origin().equals(other.origin());
    }
  }

  private final Map<String, Owner> owners = new HashMap<>();
  private final Set<Origin> reported = new HashSet<>();
  private final Diagnostics diagnostics;

  /**
   * @param diagnostics the model's: two uses that clash are reported where they get their names
   */
  Owners(Diagnostics diagnostics) {
    this.diagnostics = diagnostics;
  }

  /** The parameters that other uses of the block have made for the node, by name. */
  Map<String, Value> shared(Scope scope, Declaration node) {
    return owners.entrySet().stream()
        .filter(e -> scope.shared() && e.getValue().scope.shared())
        .filter(e -> e.getValue().hasMethodOf(node))
        .collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue().parameter));
  }

  /**
   * Whether all new parameters of a node are its own now.
   *
   * @param here where a clash inside of one interface is reported
   * @param faults where that goes
   */
  boolean claim(Scope scope, Declaration node, Graph added, Origin here, Diagnostics faults) {
    for (Node parameter : added.parameters()) {
      Owner self = new Owner(scope, node, parameter.result());
      Owner owner = owners.putIfAbsent(parameter.name(), self);
      if (owner == null) {
        continue;
      }
      boolean inside = scope.use() == null || scope.use().equals(owner.scope.use());
      if (inside) {
        faults.error(here, "NameTaken", taken(owner) + "; give one of them another name by @Named");
      } else if (reported.add(scope.named())) {
        report(owner, self);
      }
      return false;
    }
    return true;
  }

  /** Once for a use, whose other parameters are as wrong. */
  private void report(Owner owner, Owner self) {
    if (owner.isOneWith(self)) {
      diagnostics.error(
          self.scope.named(),
          "SharedShape",
          "all that share read one parameter \""
              + self.parameter.name()
              + "\": it is "
              + owner.parameter.type().sampleText()
              + " for \""
              + owner.node()
              + "\", but would be "
              + self.parameter.type().sampleText()
              + " for \""
              + self.node()
              + "\"; share under another name, or bring the shapes in line");
    } else {
      diagnostics.error(
          self.scope.named(),
          "NameTaken",
          taken(owner)
              + "; give this use another name by @Named, or let two uses of one block share what"
              + " they have by the same shared = \"...\" in @Use");
    }
  }

  private static String taken(Owner owner) {
    return "the parameter \""
        + owner.parameter.name()
        + "\" belongs to node \""
        + owner.node()
        + "\" already";
  }
}
