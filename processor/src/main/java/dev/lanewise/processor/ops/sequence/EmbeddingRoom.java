package dev.lanewise.processor.ops.sequence;

import dev.lanewise.processor.graph.Attributes;
import dev.lanewise.processor.graph.InputOp;
import dev.lanewise.processor.graph.Layer;
import dev.lanewise.processor.graph.ParameterOp.Initialization;
import dev.lanewise.processor.graph.Room;
import dev.lanewise.processor.graph.TensorType;
import dev.lanewise.processor.graph.Value;
import java.util.List;
import java.util.Optional;

/** {@code @Embedding(features = 64, paddingIndex = 0)}. */
final class EmbeddingRoom implements Room {
  private static final int NONE = -1;

  @Override
  public String annotation() {
    return "Embedding";
  }

  @Override
  public boolean perStep(Attributes attributes) {
    return true;
  }

  @Override
  public Value parse(Layer layer) {
    Optional<InputOp> tokens =
        InputOp.of(layer.input(0)).filter(input -> input.kind() == InputOp.Kind.TOKENS);
    int features = layer.attributes().integer("features");
    if (tokens.isEmpty()) {
      layer.error(
          layer.arguments().getFirst(),
          "NotTokens",
          layer.arguments().getFirst().name() + " holds no tokens; @Embedding reads a @TokenInput");
    }
    if (features < 1) {
      layer.error(
          layer.attributes().origin("features"),
          "EmbeddingFeatures",
          features + " features; a token has at least 1");
    }
    int padding = layer.attributes().integer("paddingIndex");
    if (tokens.isEmpty() || features < 1 || !isToken(layer, padding, tokens.get().classes())) {
      return null;
    }
    Value weight =
        layer
            .graph()
            .parameter(
                layer.prefix() + ".weight",
                TensorType.of(layer.real(), List.of(tokens.get().classes(), features)),
                start(padding, features),
                layer.origin());
    return layer
        .add(layer.name(), new EmbeddingOp(padding), List.of(layer.input(0), weight))
        .result();
  }

  private static boolean isToken(Layer layer, int padding, int vocabulary) {
    if (padding >= NONE && padding < vocabulary) {
      return true;
    }
    layer.error(
        layer.attributes().origin("paddingIndex"),
        "PaddingIndex",
        "padding "
            + padding
            + "; it is a token from 0 to "
            + (vocabulary - 1)
            + ", or -1 for none");
    return false;
  }

  private static Initialization start(int padding, int features) {
    return padding == NONE
        ? new Initialization("normal", List.of(1.0))
        : new Initialization(
            "normalWithZeros", List.of(1.0, Math.multiplyExact(padding, features), features));
  }
}
