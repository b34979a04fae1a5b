package dev.lanewise.processor.frontend;

import dev.lanewise.processor.diagnostics.Diagnostics;
import dev.lanewise.processor.diagnostics.Origin;
import dev.lanewise.processor.frontend.Declaration.BlockUse;
import dev.lanewise.processor.frontend.Declaration.CellUse;
import dev.lanewise.processor.frontend.Declaration.Content;
import dev.lanewise.processor.frontend.Declaration.ModifierUse;
import dev.lanewise.processor.frontend.Declaration.Next;
import dev.lanewise.processor.frontend.Declaration.OpUse;
import dev.lanewise.processor.frontend.Declaration.Prefix;
import dev.lanewise.processor.frontend.Declaration.Read;
import dev.lanewise.processor.frontend.Declaration.StateUse;
import dev.lanewise.processor.graph.Attributes;
import dev.lanewise.processor.graph.LayerModifier;
import dev.lanewise.processor.graph.LayerModifier.Use;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/** Reads one abstract method: what a single signature can get right or wrong. */
final class MethodReader {
  /** Parts joined by dots, each free of what would not survive a file's header or a console. */
  private static final Pattern PREFIX =
      Pattern.compile("[^\\s\\p{Cntrl}.\"\\\\]+(\\.[^\\s\\p{Cntrl}.\"\\\\]+)*");

  private final Vocabulary vocabulary;
  private final Diagnostics diagnostics;

  MethodReader(Vocabulary vocabulary, Diagnostics diagnostics) {
    this.vocabulary = vocabulary;
    this.diagnostics = diagnostics;
  }

  /**
   * @param names what the parameters are called; {@code @From} may say otherwise
   */
  Declaration read(ExecutableElement method, List<String> names) {
    boolean signature = checkSignature(method);
    Optional<Content> content = content(method);
    List<Read> reads = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      VariableElement parameter = method.getParameters().get(i);
      signature &= checkType(parameter);
      reads.add(read(parameter, names.get(i)));
    }
    Optional<Prefix> prefix = prefix(method);
    if (prefix.isPresent()
        && content.orElse(null) instanceof BlockUse use
        && use.shared().isPresent()) {
      diagnostics.error(
          prefix.get().origin(),
          "SharedAndNamed",
          "shared = \""
              + use.shared().get().value()
              + "\" names the parameters already; leave @Named out");
    }
    return new Declaration(
        method.getSimpleName().toString(),
        SourceOrigin.of(method),
        signature ? content : Optional.empty(),
        reads,
        Annotations.find(method, "Output").map(mirror -> SourceOrigin.of(method, mirror)),
        next(method),
        prefix,
        modifiers(method));
  }

  private boolean checkSignature(ExecutableElement method) {
    boolean generic = !method.getTypeParameters().isEmpty();
    if (generic) {
      error(
          method,
          "GenericMethod",
          "a node has no type parameters; its shape comes from what it reads");
    }
    return !generic & isTensor(method.getReturnType(), method, "WrongReturnType", "a node returns");
  }

  private boolean checkType(VariableElement parameter) {
    return isTensor(
        parameter.asType(), parameter, "WrongParameterType", "a parameter names a node and is");
  }

  /** An unresolved type is reported by the Java compiler, not here. */
  private boolean isTensor(TypeMirror type, Element at, String id, String rule) {
    boolean resolved = type.getKind() != TypeKind.ERROR;
    boolean tensor = Annotations.isOurs(type, "Tensor");
    if (resolved && !tensor) {
      error(at, id, rule + " a Tensor, found " + type);
    }
    return tensor;
  }

  private Optional<Content> content(ExecutableElement method) {
    List<Written> written = new ArrayList<>();
    for (AnnotationMirror mirror : method.getAnnotationMirrors()) {
      vocabulary.ops().stream()
          .filter(name -> Annotations.isOurs(mirror.getAnnotationType(), name))
          .forEach(name -> written.add(new Written(name, mirror)));
    }
    if (written.isEmpty()) {
      missing(method);
      return Optional.empty();
    }
    Written first = written.getFirst();
    for (Written other : written.subList(1, written.size())) {
      diagnostics.error(
          SourceOrigin.of(method, other.mirror()),
          "SeveralOps",
          "a node computes one thing: @"
              + first.annotation()
              + " or @"
              + other.annotation()
              + "; make the other a node of its own");
    }
    Optional<Attributes> attributes = Annotations.attributes(method, first.mirror());
    return written.size() > 1 || attributes.isEmpty()
        ? Optional.empty()
        : content(first.annotation(), attributes.get(), SourceOrigin.of(method, first.mirror()));
  }

  private Optional<Content> content(String annotation, Attributes values, Origin origin) {
    return switch (annotation) {
      case "Use" -> block(values, origin);
      case "Recurrent" -> cell(values, origin);
      case "StateOf" ->
          Optional.of(new StateUse(values.text("value"), values.origin("value"), origin));
      default ->
          vocabulary.rooms().stream()
              .filter(room -> room.annotation().equals(annotation))
              .findFirst()
              .map(room -> new OpUse(room, values, origin));
    };
  }

  private Optional<Content> block(Attributes values, Origin origin) {
    Optional<Prefix> shared =
        Optional.of(new Prefix(values.text("shared"), values.origin("shared")))
            .filter(name -> !name.value().isEmpty());
    shared.ifPresent(this::checkName);
    TypeMirror type = (TypeMirror) values.get("value").value();
    Optional<Content> use =
        interfaceWith("Block", type)
            .filter(block -> Annotations.find(block, "Cell").isEmpty())
            .map(block -> new BlockUse(block, shared, origin));
    if (use.isEmpty()) {
      diagnostics.error(values.origin("value"), "NotABlock", type + " is no interface with @Block");
    }
    return use;
  }

  private Optional<Content> cell(Attributes values, Origin origin) {
    TypeMirror type = (TypeMirror) values.get("value").value();
    Optional<Content> use =
        interfaceWith("Cell", type)
            .map(cell ->
                new CellUse(
                    new BlockUse(cell, Optional.empty(), origin),
                    values.flag("returnSequence"),
                    values.flag("reverse"),
                    origin));
    if (use.isEmpty()) {
      diagnostics.error(values.origin("value"), "NotACell", type + " is no interface with @Cell");
    }
    return use;
  }

  private static Optional<TypeElement> interfaceWith(String annotation, TypeMirror type) {
    return type instanceof DeclaredType declared
            && declared.asElement() instanceof TypeElement element
            && Annotations.find(element, annotation).isPresent()
        ? Optional.of(element)
        : Optional.empty();
  }

  private record Written(String annotation, AnnotationMirror mirror) {}

  /** An unresolved annotation may have been the op; the Java compiler reports it. */
  private void missing(ExecutableElement method) {
    boolean unresolved =
        method.getAnnotationMirrors().stream()
            .anyMatch(mirror -> mirror.getAnnotationType().getKind() == TypeKind.ERROR);
    if (!unresolved) {
      String ops =
          vocabulary.ops().stream().map(name -> "@" + name).collect(Collectors.joining(", "));
      error(
          method,
          "MissingOp",
          "\"" + method.getSimpleName() + "\" does not say what it computes; one of: " + ops);
    }
  }

  private static Read read(VariableElement parameter, String name) {
    SourceOrigin itself = SourceOrigin.of(parameter);
    return Annotations.find(parameter, "From")
        .flatMap(mirror -> Annotations.attributes(parameter, mirror))
        .map(from -> new Read(from.text("value"), from.origin("value")))
        .orElse(new Read(name, itself));
  }

  private static Optional<Next> next(ExecutableElement method) {
    return Annotations.find(method, "Next")
        .flatMap(mirror -> Annotations.attributes(method, mirror))
        .map(values -> new Next(values.text("value"), values.origin("value")));
  }

  private Optional<Prefix> prefix(ExecutableElement method) {
    Optional<Attributes> named =
        Annotations.find(method, "Named").flatMap(mirror -> Annotations.attributes(method, mirror));
    Optional<Prefix> prefix =
        named.map(attributes -> new Prefix(attributes.text("value"), attributes.origin("value")));
    return prefix.filter(this::checkName);
  }

  private boolean checkName(Prefix prefix) {
    boolean good = PREFIX.matcher(prefix.value()).matches();
    if (!good) {
      diagnostics.error(
          prefix.origin(),
          "BadName",
          "a name is parts joined by dots, without blanks, quotes or backslashes, such as"
              + " layer1.0.fc; found \""
              + prefix.value()
              + "\"");
    }
    return good;
  }

  private List<ModifierUse> modifiers(ExecutableElement method) {
    List<ModifierUse> found = new ArrayList<>();
    for (LayerModifier modifier : vocabulary.modifiers()) {
      List<Use> uses = new ArrayList<>();
      for (AnnotationMirror mirror : Annotations.findAll(method, modifier.annotation())) {
        Annotations.attributes(method, mirror)
            .ifPresent(values -> uses.add(new Use(values, SourceOrigin.of(method, mirror))));
      }
      if (!uses.isEmpty()) {
        found.add(new ModifierUse(modifier, uses));
      }
    }
    return found;
  }

  private void error(Element at, String id, String message) {
    diagnostics.error(SourceOrigin.of(at), id, message);
  }
}
