package dev.lanewise.processor.frontend;

import dev.lanewise.processor.diagnostics.Diagnostics;
import dev.lanewise.processor.diagnostics.Origin;
import dev.lanewise.processor.graph.Attributes;
import dev.lanewise.processor.graph.Graph;
import dev.lanewise.processor.graph.Graph.Role;
import dev.lanewise.processor.graph.Node;
import dev.lanewise.processor.graph.scan.ScanOp;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.TypeElement;

/**
 * Reads how a model is trained through time, {@code @TruncatedBptt} and whether it is stateful, and
 * says what of it does not fit the model.
 */
final class Truncations {
  private final Attributes model;
  private final Optional<Attributes> truncated;
  private final Origin annotation;
  private final Diagnostics diagnostics;

  /**
   * @param model the attributes of {@code @Model}
   */
  Truncations(TypeElement type, Attributes model, Diagnostics diagnostics) {
    Optional<AnnotationMirror> mirror = Annotations.find(type, "TruncatedBptt");
    this.model = model;
    this.truncated = mirror.flatMap(m -> Annotations.attributes(type, m));
    this.annotation = mirror.map(m -> SourceOrigin.of(type, m)).orElse(SourceOrigin.of(type));
    this.diagnostics = diagnostics;
  }

  Truncation read() {
    double p = truncated.map(attributes -> attributes.real("probability")).orElse(0.0);
    if (!(p >= 0 && p < 1)) {
      error(
          truncated.get().origin("probability"),
          "TruncationProbability",
          "probability "
              + p
              + "; gradients are cut with a probability from 0 to less than 1: 0.05 for 20 steps"
              + " on average");
      return Truncation.NONE;
    }
    int k1 = truncated.map(attributes -> attributes.integer("k1")).orElse(0);
    int k2 = truncated.map(attributes -> attributes.integer("k2")).orElse(0);
    boolean none = k1 == 0 && k2 == 0;
    if (!none && (k1 < 1 || k2 < 1)) {
      error(
          annotation,
          "TruncationSteps",
          "k1 = "
              + k1
              + " and k2 = "
              + k2
              + "; both are needed: k1 steps from update to update, and k2 that gradients go back");
      return Truncation.NONE;
    }
    if (truncated.isPresent() && none && p == 0) {
      error(annotation, "TruncationSteps", "says neither k1 and k2 nor a probability");
    }
    return new Truncation(k1, k2, p, model.flag("stateful") || k1 > 0);
  }

  /** Reports what the model does not have. */
  void check(Graph graph, Truncation truncation) {
    List<Node> scans = graph.nodes().stream().filter(node -> node.op() instanceof ScanOp).toList();
    boolean learns = !graph.outputs(Role.LOSS).isEmpty();
    if (truncated.isPresent() && (!learns || scans.isEmpty())) {
      error(
          annotation,
          "NothingToTruncate",
          learns
              ? "no layer carries anything from step to step, such as @Lstm does"
              : "a model without a loss has no gradients");
    } else if (truncation.stateful()) {
      checkStates(truncation.hasWindow() ? annotation : model.origin("stateful"), scans, learns);
      scans.stream()
          .filter(node -> truncation.hasWindow() && scan(node).steps() != truncation.window())
          .findFirst()
          .ifPresent(node -> wrongSteps(node, truncation));
    }
  }

  private void wrongSteps(Node node, Truncation truncation) {
    error(
        annotation,
        "TruncationSteps",
        "k1 = "
            + truncation.k1()
            + " and k2 = "
            + truncation.k2()
            + " make windows of "
            + truncation.window()
            + " steps; \""
            + node.name()
            + "\" runs over "
            + scan(node).steps());
  }

  private void checkStates(Origin at, List<Node> scans, boolean learns) {
    Optional<Node> back = scans.stream().filter(node -> scan(node).reverse()).findFirst();
    if (back.isPresent()) {
      error(
          at,
          "StateBackwards",
          "\""
              + back.get().name()
              + "\" goes back from the last step to the first, and has no state that the next"
              + " window could begin with");
    } else if (!learns || scans.stream().allMatch(node -> scan(node).fromZero().isEmpty())) {
      error(
          at,
          "NothingToKeep",
          learns
              ? "no layer has a state that begins at zero, as @Lstm(units) Tensor y(Tensor x) does"
              : "states stay from one training step to the next, and a model without a loss has"
                  + " none");
    }
  }

  private static ScanOp scan(Node node) {
    return (ScanOp) node.op();
  }

  private void error(Origin at, String id, String message) {
    diagnostics.error(at, id, message);
  }
}
