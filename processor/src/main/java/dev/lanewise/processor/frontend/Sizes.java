package dev.lanewise.processor.frontend;

import dev.lanewise.processor.diagnostics.Diagnostics;
import dev.lanewise.processor.diagnostics.Origin;
import dev.lanewise.processor.graph.Graph;
import dev.lanewise.processor.graph.Node;
import dev.lanewise.processor.graph.TensorType;

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

  /** Sizes so large that the room could not compute with them. */
  void overflow(Origin origin) {
    tooLarge(origin, "more values than can be counted");
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
