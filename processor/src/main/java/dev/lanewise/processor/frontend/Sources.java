package dev.lanewise.processor.frontend;

import java.util.HashSet;
import java.util.Set;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;

/**
 * The types that are compiled from source in this compilation. Of those alone the methods come in
 * the order of the source and with the names of their parameters; a class file promises neither.
 */
public final class Sources {
  private final Set<String> outermost = new HashSet<>();

  /** Adds the types of a round. */
  public void add(RoundEnvironment round) {
    for (Element root : round.getRootElements()) {
      if (root instanceof TypeElement type) {
        outermost.add(type.getQualifiedName().toString());
      }
    }
  }

  boolean contains(TypeElement type) {
    return type.getEnclosingElement() instanceof TypeElement outer
        ? contains(outer)
        : outermost.contains(type.getQualifiedName().toString());
  }
}
