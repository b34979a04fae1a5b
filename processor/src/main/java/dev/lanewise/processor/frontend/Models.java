package dev.lanewise.processor.frontend;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;

/**
 * Where a round's annotations stand.
 *
 * @param annotated types with {@code @Model}
 * @param blocks types with {@code @Block} or {@code @Cell}
 * @param stray types without any of these whose methods carry our annotations all the same
 */
public record Models(
    List<TypeElement> annotated, List<TypeElement> blocks, List<TypeElement> stray) {
  /** Sorts out the types of a round, in the order of the source. */
  public static Models of(RoundEnvironment round, Set<? extends TypeElement> annotations) {
    Set<TypeElement> types = new LinkedHashSet<>();
    TypeElement[] ours =
        annotations.stream().filter(Annotations::isOurs).toArray(TypeElement[]::new);
    round
        .getElementsAnnotatedWithAny(ours)
        .forEach(element -> typeOf(element).ifPresent(types::add));
    return new Models(
        types.stream().filter(type -> has(type, "Model")).toList(),
        types.stream().filter(Models::isPart).toList(),
        types.stream().filter(type -> !has(type, "Model") && !isPart(type)).toList());
  }

  private static boolean isPart(TypeElement type) {
    return has(type, "Block") || has(type, "Cell");
  }

  private static boolean has(TypeElement type, String annotation) {
    return Annotations.find(type, annotation).isPresent();
  }

  /** Nothing for a package, where an annotation is the Java compiler's to refuse. */
  private static Optional<TypeElement> typeOf(Element element) {
    Element outer = element;
    while (outer != null && !(outer instanceof TypeElement)) {
      outer = outer.getEnclosingElement();
    }
    return Optional.ofNullable((TypeElement) outer);
  }
}
