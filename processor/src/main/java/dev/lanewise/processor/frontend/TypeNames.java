package dev.lanewise.processor.frontend;

import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.TypeElement;

/** What a generated class takes from the interface that it is generated for. */
final class TypeNames {
  private TypeNames() {}

  /** Nested names joined by {@code _}: {@code Outer.Inner} is {@code Outer_Inner}. */
  static String joined(TypeElement type) {
    String own = type.getSimpleName().toString();
    return type.getEnclosingElement() instanceof TypeElement outer
        ? joined(outer) + "_" + own
        : own;
  }

  /** As the source says it: {@code Outer.Inner}. */
  static String dotted(TypeElement type) {
    String own = type.getSimpleName().toString();
    return type.getEnclosingElement() instanceof TypeElement outer
        ? dotted(outer) + "." + own
        : own;
  }

  /** Whether it is public, with all around it. */
  static boolean isVisible(TypeElement type) {
    return type.getModifiers().contains(Modifier.PUBLIC)
        && (!(type.getEnclosingElement() instanceof TypeElement outer) || isVisible(outer));
  }

  /** Empty for the unnamed package. */
  static String packageOf(TypeElement type) {
    Element outer = type;
    while (outer.getKind() != ElementKind.PACKAGE) {
      outer = outer.getEnclosingElement();
    }
    return ((PackageElement) outer).getQualifiedName().toString();
  }
}
