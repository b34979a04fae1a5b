package dev.lanewise.processor.frontend;

import dev.lanewise.processor.diagnostics.Diagnostics;
import dev.lanewise.processor.frontend.Declaration.ModifierUse;
import dev.lanewise.processor.frontend.Declaration.OpUse;
import dev.lanewise.processor.frontend.Declaration.Prefix;
import dev.lanewise.processor.frontend.Declaration.Read;
import dev.lanewise.processor.graph.Attributes;
import dev.lanewise.processor.graph.LayerModifier;
import dev.lanewise.processor.graph.LayerModifier.Use;
import dev.lanewise.processor.graph.Room;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/** Reads one abstract method: what a single signature can get right or wrong. */
final class MethodReader {
  /** Parts joined by dots, each free of what would not survive a file's header or a console. */
  private static final Pattern PREFIX =
      Pattern.compile("[^\\s\\p{Cntrl}.\"\\\\]+(\\.[^\\s\\p{Cntrl}.\"\\\\]+)*");

  private final List<Room> rooms;
  private final List<LayerModifier> modifiers;
  private final Diagnostics diagnostics;

  MethodReader(List<Room> rooms, List<LayerModifier> modifiers, Diagnostics diagnostics) {
    this.rooms = rooms;
    this.modifiers = modifiers;
    this.diagnostics = diagnostics;
  }

  Declaration read(ExecutableElement method) {
    boolean signature = checkSignature(method);
    Optional<OpUse> op = op(method);
    List<Read> reads = new ArrayList<>();
    for (VariableElement parameter : method.getParameters()) {
      signature &= checkType(parameter);
      reads.add(read(parameter));
    }
    return new Declaration(
        method.getSimpleName().toString(),
        SourceOrigin.of(method),
        signature ? op : Optional.empty(),
        reads,
        Annotations.find(method, "Output").map(mirror -> SourceOrigin.of(method, mirror)),
        prefix(method),
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

  private Optional<OpUse> op(ExecutableElement method) {
    List<Written> written = new ArrayList<>();
    for (AnnotationMirror mirror : method.getAnnotationMirrors()) {
      rooms.stream()
          .filter(room -> Annotations.isOurs(mirror.getAnnotationType(), room.annotation()))
          .forEach(room -> written.add(new Written(room, mirror)));
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
              + first.room().annotation()
              + " or @"
              + other.room().annotation()
              + "; make the other a node of its own");
    }
    Optional<Attributes> attributes = Annotations.attributes(method, first.mirror());
    return written.size() > 1
        ? Optional.empty()
        : attributes.map(
            values -> new OpUse(first.room(), values, SourceOrigin.of(method, first.mirror())));
  }

  private record Written(Room room, AnnotationMirror mirror) {}

  /** An unresolved annotation may have been the op; the Java compiler reports it. */
  private void missing(ExecutableElement method) {
    boolean unresolved =
        method.getAnnotationMirrors().stream()
            .anyMatch(mirror -> mirror.getAnnotationType().getKind() == TypeKind.ERROR);
    if (!unresolved) {
      String ops =
          rooms.stream().map(room -> "@" + room.annotation()).collect(Collectors.joining(", "));
      error(
          method,
          "MissingOp",
          "\"" + method.getSimpleName() + "\" does not say what it computes; one of: " + ops);
    }
  }

  private static Read read(VariableElement parameter) {
    SourceOrigin itself = SourceOrigin.of(parameter);
    return Annotations.find(parameter, "From")
        .flatMap(mirror -> Annotations.attributes(parameter, mirror))
        .map(from -> new Read(from.text("value"), from.origin("value")))
        .orElse(new Read(parameter.getSimpleName().toString(), itself));
  }

  private Optional<Prefix> prefix(ExecutableElement method) {
    Optional<Attributes> named =
        Annotations.find(method, "Named").flatMap(mirror -> Annotations.attributes(method, mirror));
    Optional<Prefix> prefix =
        named.map(attributes -> new Prefix(attributes.text("value"), attributes.origin("value")));
    if (prefix.isPresent() && !PREFIX.matcher(prefix.get().value()).matches()) {
      diagnostics.error(
          prefix.get().origin(),
          "BadName",
          "a name is parts joined by dots, without blanks, quotes or backslashes, such as"
              + " layer1.0.fc; found \""
              + prefix.get().value()
              + "\"");
      return Optional.empty();
    }
    return prefix;
  }

  private List<ModifierUse> modifiers(ExecutableElement method) {
    List<ModifierUse> found = new ArrayList<>();
    for (LayerModifier modifier : modifiers) {
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
