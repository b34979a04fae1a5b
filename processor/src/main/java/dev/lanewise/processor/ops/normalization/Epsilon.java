package dev.lanewise.processor.ops.normalization;

import dev.lanewise.processor.graph.Layer;

/** What keeps a normalisation from dividing by zero. */
final class Epsilon {
  private Epsilon() {}

  /** Reports an epsilon that is no positive number. */
  static boolean check(Layer layer, double eps) {
    if (eps > 0 && Double.isFinite(eps)) {
      return true;
    }
    layer.error(
        layer.attributes().origin("eps"),
        "NormalizationEpsilon",
        "eps " + eps + "; without a positive number equal values would be divided by zero");
    return false;
  }
}
