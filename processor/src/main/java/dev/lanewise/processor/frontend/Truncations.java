package dev.lanewise.processor.frontend;

import dev.lanewise.processor.diagnostics.Diagnostics;
import dev.lanewise.processor.diagnostics.Origin;
import dev.lanewise.processor.graph.Attributes;
import dev.lanewise.processor.graph.Graph;
import dev.lanewise.processor.graph.Graph.Role;
import dev.lanewise.processor.graph.scan.ScanOp;
import java.util.Optional;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.TypeElement;

/** Reads {@code @TruncatedBptt}, and says what of it does not fit the model. */
final class Truncations {
  private final Diagnostics diagnostics;

  Truncations(Diagnostics diagnostics) {
    this.diagnostics = diagnostics;
  }

  Truncation read(TypeElement type, Graph graph) {
    Optional<AnnotationMirror> mirror = Annotations.find(type, "TruncatedBptt");
    Optional<Attributes> attributes = mirror.flatMap(m -> Annotations.attributes(type, m));
    if (attributes.isEmpty()) {
      return Truncation.NONE;
    }
    Origin at = SourceOrigin.of(type, mirror.get());
    boolean learns = !graph.outputs(Role.LOSS).isEmpty();
    if (!learns || graph.nodes().stream().noneMatch(node -> node.op() instanceof ScanOp)) {
      diagnostics.error(
          at,
          "NothingToTruncate",
          learns
              ? "no layer carries anything from step to step, such as @Lstm does"
              : "a model without a loss has no gradients");
    }
    return new Truncation(probability(attributes.get()));
  }

  private double probability(Attributes attributes) {
    double p = attributes.real("probability");
    if (p >= 0 && p < 1) {
      return p;
    }
    diagnostics.error(
        attributes.origin("probability"),
        "TruncationProbability",
        "probability "
            + p
            + "; gradients are cut with a probability from 0 to less than 1: 0.05 for 20 steps on"
            + " average");
    return 0;
  }
}
