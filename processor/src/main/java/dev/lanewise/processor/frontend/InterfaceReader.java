package dev.lanewise.processor.frontend;

import dev.lanewise.processor.diagnostics.Diagnostics;
import dev.lanewise.processor.diagnostics.Origin;
import dev.lanewise.processor.graph.LayerModifier;
import dev.lanewise.processor.graph.Room;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;

/** Reads the interface as a whole and each of its abstract methods. */
final class InterfaceReader {
  private final List<String> annotations;
  private final Diagnostics diagnostics;
  private final MethodReader methods;

  InterfaceReader(List<Room> rooms, List<LayerModifier> modifiers, Diagnostics diagnostics) {
    this.annotations =
        Stream.concat(
                rooms.stream().map(Room::annotation),
                modifiers.stream().map(LayerModifier::annotation))
            .toList();
    this.diagnostics = diagnostics;
    this.methods = new MethodReader(rooms, modifiers, diagnostics);
  }

  /** Whether the type can be a model at all. If not, its methods are not worth a look. */
  boolean check(TypeElement type) {
    if (type.getKind() != ElementKind.INTERFACE) {
      error(type, "NotAnInterface", "a model is an interface; found " + words(type.getKind()));
      return false;
    }
    if (!type.getTypeParameters().isEmpty()) {
      error(
          type.getTypeParameters().getFirst(),
          "GenericModel",
          "a model has no type parameters: every shape is known when it is compiled");
    }
    if (!type.getInterfaces().isEmpty()) {
      error(
          type,
          "SuperInterface",
          "a model extends nothing, found "
              + type.getInterfaces().getFirst()
              + "; write its nodes into the model");
    }
    for (Element e = type; e.getKind() != ElementKind.PACKAGE; e = e.getEnclosingElement()) {
      if (e.getModifiers().contains(Modifier.PRIVATE)) {
        error(
            type,
            "HiddenModel",
            e.equals(type)
                ? "a private model has no place for its generated class; leave private out"
                : "the model is inside of private "
                    + e.getSimpleName()
                    + ", where its generated class would not see it");
        break;
      }
    }
    return true;
  }

  /**
   * The nodes in the order in which they are written; {@code default}, static and private methods
   * are the user's.
   */
  List<Declaration> nodes(TypeElement type) {
    Map<String, Declaration> nodes = new LinkedHashMap<>();
    for (ExecutableElement method : ElementFilter.methodsIn(type.getEnclosedElements())) {
      if (!method.getModifiers().contains(Modifier.ABSTRACT)) {
        checkUnannotated(method);
      } else {
        Declaration node = methods.read(method);
        if (nodes.putIfAbsent(node.name(), node) != null) {
          error(
              method,
              "DuplicateNode",
              "there is a node \""
                  + node.name()
                  + "\" already; nodes are told apart by name alone");
        }
      }
    }
    if (nodes.isEmpty()) {
      error(type, "EmptyModel", "the model has no nodes; each abstract method is one");
    }
    return new ArrayList<>(nodes.values());
  }

  private void checkUnannotated(ExecutableElement method) {
    for (String annotation : annotations) {
      Annotations.find(method, annotation)
          .ifPresent(mirror ->
              diagnostics.error(
                  SourceOrigin.of(method, mirror),
                  "NodeWithBody",
                  "a node is an abstract method; \""
                      + method.getSimpleName()
                      + "\" has a body of its own"));
    }
  }

  private static String words(ElementKind kind) {
    return kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private void error(Element at, String id, String message) {
    Origin origin = SourceOrigin.of(at);
    diagnostics.error(origin, id, message);
  }
}
