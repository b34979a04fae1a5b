package dev.lanewise.processor.frontend;

import dev.lanewise.processor.diagnostics.Origin;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;

/**
 * A place in the source, as exact as a {@code Messager} can show it.
 *
 * @param mirror the annotation on the element, or null for the element itself
 * @param value the value in the annotation, or null for the annotation as a whole
 */
public record SourceOrigin(Element element, AnnotationMirror mirror, AnnotationValue value)
    implements Origin {

  public static SourceOrigin of(Element element) {
    return new SourceOrigin(element, null, null);
  }

  public static SourceOrigin of(Element element, AnnotationMirror mirror) {
    return new SourceOrigin(element, mirror, null);
  }

  /** The element's name after that of what holds it, such as {@code LeNet.conv1}. */
  @Override
  public String toString() {
    return element.getEnclosingElement().getSimpleName() + "." + element.getSimpleName();
  }
}
