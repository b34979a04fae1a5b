package dev.lanewise.processor.frontend;

import dev.lanewise.processor.diagnostics.Origin;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;

/**
 * A place in the source, as exact as a {@code Messager} can show it. The same place in a block is
 * another origin for each use of the block.
 *
 * @param mirror the annotation on the element, or null for the element itself
 * @param value the value in the annotation, or null for the annotation as a whole
 * @param use the use of the block that holds the element, or null outside of uses
 */
public record SourceOrigin(
    Element element, AnnotationMirror mirror, AnnotationValue value, BlockUse use)
    implements Origin {

  /**
   * A use of a block.
   *
   * @param at its annotation, which may stand in a used block itself
   * @param compiled whether the block is a class file, which has no lines to show
   */
  public record BlockUse(SourceOrigin at, boolean compiled) {}

  SourceOrigin(Element element, AnnotationMirror mirror, AnnotationValue value) {
    this(element, mirror, value, null);
  }

  public static SourceOrigin of(Element element) {
    return new SourceOrigin(element, null, null);
  }

  public static SourceOrigin of(Element element, AnnotationMirror mirror) {
    return new SourceOrigin(element, mirror, null);
  }

  /** The place in a use, unless it belongs to one already. */
  SourceOrigin in(BlockUse outer) {
    return use == null ? new SourceOrigin(element, mirror, value, outer) : this;
  }

  /** The place itself, whatever uses it. */
  public SourceOrigin withoutUse() {
    return new SourceOrigin(element, mirror, value);
  }

  /** Where a message can be shown: what has no lines itself is shown at its use. */
  public SourceOrigin shown() {
    return use != null && use.compiled ? use.at.shown() : this;
  }

  /** Nothing outside of uses, otherwise such as {@code (used by Net.encoder.first)}. */
  public String usedBy() {
    return use == null ? "" : " (used by " + use.at.path() + ")";
  }

  private String path() {
    return use == null ? name() : use.at.path() + "." + element.getSimpleName();
  }

  private String name() {
    return element.getEnclosingElement().getSimpleName() + "." + element.getSimpleName();
  }

  /**
   * The element's name after that of what holds it, such as {@code LeNet.conv1}, and whose part it
   * is.
   */
  @Override
  public String toString() {
    return name() + usedBy();
  }
}
