package dev.lanewise.processor.ops.normalization;

import dev.lanewise.processor.graph.Layer;
import dev.lanewise.processor.graph.Room;
import dev.lanewise.processor.graph.Value;
import dev.lanewise.processor.ops.window.WindowReader;
import java.util.List;

/** {@code @LocalResponseNorm(size = 5)}. */
public final class LocalResponseNormRoom implements Room {
  @Override
  public String annotation() {
    return "LocalResponseNorm";
  }

  @Override
  public Value parse(Layer layer) {
    boolean image = WindowReader.image(layer);
    int size = layer.attributes().integer("size");
    double alpha = layer.attributes().real("alpha");
    double beta = layer.attributes().real("beta");
    double k = layer.attributes().real("k");
    boolean sound =
        check(layer, "size", size, size >= 1, "at least 1 channel")
            & check(layer, "alpha", alpha, alpha >= 0 && alpha <= Float.MAX_VALUE, "not negative")
            & check(layer, "beta", beta, Math.abs(beta) <= Float.MAX_VALUE, "finite")
            & check(
                layer, "k", k, k > 0 && k <= Float.MAX_VALUE, "positive, as zeros divide by it");
    if (!image || !sound) {
      return null;
    }
    LocalResponse rule = new LocalResponse(size, alpha, beta, k);
    return layer.add(layer.name(), new LocalResponseNormOp(rule), List.of(layer.input(0))).result();
  }

  private static boolean check(
      Layer layer, String attribute, Number value, boolean sound, String rule) {
    if (!sound) {
      layer.error(
          layer.attributes().origin(attribute),
          "LocalResponseNormValue",
          attribute + " " + value + "; it is " + rule);
    }
    return sound;
  }
}
