package dev.lanewise.processor.frontend;

import dev.lanewise.processor.diagnostics.Diagnostics;
import java.util.List;
import javax.lang.model.element.TypeElement;

/**
 * A block or a cell, as far as it is known without the shapes that come.
 *
 * @param compiled whether it is a class file
 * @param declared all nodes, in the order of the source
 * @param sorted those without a fault in their wiring, each after what it reads
 * @param results its outputs, the value of a use first
 * @param faults what is wrong with it wherever it is used
 */
record Block(
    TypeElement type,
    boolean compiled,
    List<Declaration> declared,
    List<Declaration> sorted,
    List<Declaration> results,
    Diagnostics faults) {

  String name() {
    return type.getSimpleName().toString();
  }

  List<Declaration> inputs() {
    return declared.stream().filter(node -> node.isInput() && !node.isState()).toList();
  }

  /** What a cell carries from step to step. */
  List<Declaration> states() {
    return declared.stream().filter(Declaration::isState).toList();
  }

  /** The node that a state of a sound cell becomes. */
  Declaration next(Declaration state) {
    return declared.stream()
        .filter(node -> node.next().filter(n -> n.state().equals(state.name())).isPresent())
        .findFirst()
        .orElseThrow();
  }
}
