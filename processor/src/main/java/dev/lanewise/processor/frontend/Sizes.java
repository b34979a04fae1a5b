package dev.lanewise.processor.frontend;

import dev.lanewise.processor.diagnostics.Diagnostics;
import dev.lanewise.processor.diagnostics.Origin;
import dev.lanewise.processor.graph.Attributes;
import dev.lanewise.processor.graph.Graph;
import dev.lanewise.processor.graph.Layer;
import dev.lanewise.processor.graph.Node;
import dev.lanewise.processor.graph.TensorType;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Finds what does not fit a Java array: values of the whole batch, a parameter, all parameters
 * together.
 */
final class Sizes {
  private static final long LIMIT = Integer.MAX_VALUE;

  private final Diagnostics diagnostics;

  Sizes(Diagnostics diagnostics) {
    this.diagnostics = diagnostics;
  }

  /** Whether all values fit; at most one is reported. */
  boolean check(Graph added, Origin origin) {
    for (Node node : added.nodes()) {
      for (TensorType type : node.types()) {
        if (elements(type) > LIMIT) {
          tooLarge(origin, "\"" + node.name() + "\" has " + text(type) + " values");
          return false;
        }
      }
    }
    return true;
  }

  /** Sizes so large that the room could not compute with them: the largest is to blame. */
  void overflow(Layer layer) {
    Attributes attributes = layer.attributes();
    Optional<String> name =
        attributes.values().keySet().stream()
            .filter(key -> largest(attributes, key) > 1)
            .max(
                Comparator.comparingLong((String key) -> largest(attributes, key))
                    .thenComparing(Comparator.naturalOrder()));
    String size = name.map(key -> " with " + key + " " + largest(attributes, key)).orElse("");
    String read = layer.arguments().isEmpty() ? "" : " of " + Layer.chain(layer.input(0));
    tooLarge(
        name.map(attributes::origin).orElse(layer.origin()),
        "@" + layer.annotation() + read + size + " has more values than can be counted");
  }

  /** Of an attribute's integers; 0 where it has none. */
  private static long largest(Attributes attributes, String name) {
    Object value = attributes.get(name).value();
    List<?> values = value instanceof List<?> list ? list : List.of(value);
    return values.stream()
        .filter(Integer.class::isInstance)
        .mapToLong(number -> Math.abs((long) (Integer) number))
        .max()
        .orElse(0);
  }

  /** All parameters live in one array. */
  void checkTotal(Graph graph, Origin model) {
    double total =
        graph.parameters().stream().mapToDouble(node -> elements(node.result().type())).sum();
    if (total > LIMIT) {
      tooLarge(model, "the model has " + Math.round(total) + " parameters");
    }
  }

  private void tooLarge(Origin origin, String found) {
    diagnostics.error(origin, "TooLarge", found + "; an array holds at most " + LIMIT);
  }

  private static String text(TensorType type) {
    String rows = type.isBatched() ? type.rows() + " rows of " : "";
    return rows
        + type.sampleText()
        + " ="
        + (elements(type) == Long.MAX_VALUE ? " countless" : " " + elements(type));
  }

  /** Saturates. */
  private static long elements(TensorType type) {
    long product = 1;
    for (int size : type.shape()) {
      long high = Math.multiplyHigh(product, (long) size);
      product = high == 0 && product * size >= 0 ? product * size : Long.MAX_VALUE;
    }
    return product;
  }
}
