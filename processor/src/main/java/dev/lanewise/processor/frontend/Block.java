package dev.lanewise.processor.frontend;

import dev.lanewise.processor.diagnostics.Diagnostics;
import java.util.List;
import javax.lang.model.element.TypeElement;

/**
 * A block, as far as it is known without the shapes that come.
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
    return declared.stream().filter(Declaration::isInput).toList();
  }
}
