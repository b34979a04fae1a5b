package dev.lanewise.processor.frontend;

import dev.lanewise.processor.diagnostics.Diagnostics;
import dev.lanewise.processor.diagnostics.Origin;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;

/** Reads an interface as a whole and each of its abstract methods. */
final class InterfaceReader {
  private final Vocabulary vocabulary;
  private final String what;
  private final Diagnostics diagnostics;
  private final MethodReader methods;

  /**
   * @param what a model or a block, for messages
   */
  InterfaceReader(Vocabulary vocabulary, String what, Diagnostics diagnostics) {
    this.vocabulary = vocabulary;
    this.what = what;
    this.diagnostics = diagnostics;
    this.methods = new MethodReader(vocabulary, diagnostics);
  }

  /**
   * Whether the type can be a model or a block at all. If not, its methods are not worth a look.
   */
  boolean check(TypeElement type) {
    if (type.getKind() != ElementKind.INTERFACE) {
      error(
          type, "NotAnInterface", "a " + what + " is an interface; found " + words(type.getKind()));
      return false;
    }
    if (!type.getTypeParameters().isEmpty()) {
      error(
          type.getTypeParameters().getFirst(),
          "GenericModel",
          "a " + what + " has no type parameters: every shape is known when it is compiled");
    }
    if (!type.getInterfaces().isEmpty()) {
      error(
          type,
          "SuperInterface",
          "a "
              + what
              + " extends nothing, found "
              + type.getInterfaces().getFirst()
              + "; write its nodes into the "
              + what);
    }
    for (Element e = type; e.getKind() != ElementKind.PACKAGE; e = e.getEnclosingElement()) {
      if (e.getModifiers().contains(Modifier.PRIVATE)) {
        error(
            type,
            "HiddenModel",
            e.equals(type)
                ? "a private " + what + " has no place for its generated class; leave private out"
                : "the "
                    + what
                    + " is inside of private "
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
        Declaration node = methods.read(method, reads(method));
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
      error(type, "EmptyModel", "the " + what + " has no nodes; each abstract method is one");
    }
    return new ArrayList<>(nodes.values());
  }

  /** The names of the parameters, which are those of nodes. */
  private static List<String> reads(ExecutableElement method) {
    return method.getParameters().stream().map(p -> p.getSimpleName().toString()).toList();
  }

  /**
   * The nodes of a class file, which are in no order and whose parameters have no names; nothing if
   * its companion speaks of others.
   */
  Optional<List<Declaration>> nodes(TypeElement type, List<Companion.Entry> companion) {
    Map<String, ExecutableElement> written =
        ElementFilter.methodsIn(type.getEnclosedElements()).stream()
            .filter(method -> method.getModifiers().contains(Modifier.ABSTRACT))
            .collect(Collectors.toMap(m -> m.getSimpleName().toString(), m -> m, (a, b) -> a));
    List<Declaration> nodes = new ArrayList<>();
    for (Companion.Entry entry : companion) {
      ExecutableElement method = written.remove(entry.name());
      if (method == null || method.getParameters().size() != entry.reads().size()) {
        return Optional.empty();
      }
      nodes.add(methods.read(method, entry.reads()));
    }
    return written.isEmpty() ? Optional.of(nodes) : Optional.empty();
  }

  private void checkUnannotated(ExecutableElement method) {
    for (String annotation : vocabulary.annotations()) {
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
