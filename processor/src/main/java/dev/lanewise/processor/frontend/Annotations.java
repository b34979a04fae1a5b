package dev.lanewise.processor.frontend;

import dev.lanewise.processor.diagnostics.Origin;
import dev.lanewise.processor.graph.Attributes;
import dev.lanewise.processor.graph.Attributes.Attribute;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;

/** Reads annotations of Lanewise. Others are none of its business. */
final class Annotations {
  private static final String PACKAGE = "dev.lanewise.annotations.";

  private Annotations() {}

  /**
   * Whether the type is the class or annotation of that simple name in the package of the
   * annotations.
   */
  static boolean isOurs(TypeMirror type, String simpleName) {
    return type.getKind() == TypeKind.DECLARED
        && ((TypeElement) ((DeclaredType) type).asElement())
            .getQualifiedName()
            .contentEquals(PACKAGE + simpleName);
  }

  /** Whether a model may be written with the annotation. */
  static boolean isOurs(TypeElement annotation) {
    return annotation.getQualifiedName().toString().startsWith(PACKAGE);
  }

  static Optional<AnnotationMirror> find(Element element, String simpleName) {
    return element.getAnnotationMirrors().stream()
        .filter(mirror -> isOurs(mirror.getAnnotationType(), simpleName))
        .map(AnnotationMirror.class::cast)
        .findFirst();
  }

  /**
   * All annotations of that name, in the order of the source: where there are several, the Java
   * compiler has wrapped them into one called {@code List}, nested in their type. It shows reports
   * on these at the element, having lost their places.
   */
  static List<AnnotationMirror> findAll(Element element, String simpleName) {
    List<AnnotationMirror> found = new ArrayList<>();
    find(element, simpleName).ifPresent(found::add);
    find(element, simpleName + ".List").stream()
        .flatMap(list -> list.getElementValues().values().stream())
        .flatMap(value -> ((List<?>) value.getValue()).stream())
        .forEach(value -> found.add((AnnotationMirror) ((AnnotationValue) value).getValue()));
    return found;
  }

  /**
   * All values, defaults included; empty if one is missing or of a wrong type, which the Java
   * compiler itself reports.
   */
  static Optional<Attributes> attributes(Element element, AnnotationMirror mirror) {
    Map<String, Attribute> values = new LinkedHashMap<>();
    Element annotation = mirror.getAnnotationType().asElement();
    for (ExecutableElement member : ElementFilter.methodsIn(annotation.getEnclosedElements())) {
      AnnotationValue written = mirror.getElementValues().get(member);
      AnnotationValue value = written == null ? member.getDefaultValue() : written;
      Object plain = value == null ? null : plain(value, member.getReturnType());
      if (plain == null) {
        return Optional.empty();
      }
      Origin origin = new SourceOrigin(element, mirror, written);
      values.put(member.getSimpleName().toString(), new Attribute(plain, origin));
    }
    return Optional.of(new Attributes(values));
  }

  /**
   * The value without {@code javax.lang.model}, or null if it is not of the type that it should be.
   */
  private static Object plain(AnnotationValue value, TypeMirror type) {
    return switch (type) {
      case ArrayType array -> list(value, array.getComponentType());
      case DeclaredType declared when value.getValue() instanceof VariableElement constant ->
          constant.getSimpleName().toString();
      case DeclaredType declared when is(declared, "java.lang.String") -> value.getValue();
      case DeclaredType declared when is(declared, "java.lang.Class") -> resolved(value);
      case TypeMirror primitive when primitive.getKind().isPrimitive() -> number(value, primitive);
      default -> null;
    };
  }

  private static boolean is(DeclaredType type, String name) {
    return ((TypeElement) type.asElement()).getQualifiedName().contentEquals(name);
  }

  /** A class, as a type that nobody but the frontend looks into. */
  private static Object resolved(AnnotationValue value) {
    return value.getValue() instanceof TypeMirror type && type.getKind() != TypeKind.ERROR
        ? type
        : null;
  }

  private static Object number(AnnotationValue value, TypeMirror type) {
    Object plain = value.getValue();
    boolean fits =
        switch (type.getKind()) {
          case INT -> plain instanceof Integer;
          case LONG -> plain instanceof Long;
          case DOUBLE -> plain instanceof Double;
          case BOOLEAN -> plain instanceof Boolean;
          default -> false;
        };
    return fits ? plain : null;
  }

  private static List<Object> list(AnnotationValue value, TypeMirror component) {
    if (!(value.getValue() instanceof List<?> elements)) {
      return null;
    }
    List<Object> plain = new ArrayList<>();
    for (Object element : elements) {
      Object one = plain((AnnotationValue) element, component);
      if (one == null) {
        return null;
      }
      plain.add(one);
    }
    return plain;
  }
}
