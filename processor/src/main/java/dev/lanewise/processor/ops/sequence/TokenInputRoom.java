package dev.lanewise.processor.ops.sequence;

import dev.lanewise.processor.graph.Axis;
import dev.lanewise.processor.graph.Dim;
import dev.lanewise.processor.graph.InputOp;
import dev.lanewise.processor.graph.Layer;
import dev.lanewise.processor.graph.Room;
import dev.lanewise.processor.graph.TensorType;
import dev.lanewise.processor.graph.Value;
import dev.lanewise.processor.loop.DType;
import java.util.List;

/** {@code @TokenInput(length = 100, vocabulary = 5000)}: ints, a step after the other. */
final class TokenInputRoom implements Room {
  @Override
  public String annotation() {
    return "TokenInput";
  }

  @Override
  public Kind kind() {
    return Kind.INPUT;
  }

  @Override
  public int minInputs() {
    return 0;
  }

  @Override
  public int maxInputs() {
    return 0;
  }

  @Override
  public Value parse(Layer layer) {
    int length = layer.attributes().integer("length");
    int vocabulary = layer.attributes().integer("vocabulary");
    if (vocabulary < 1) {
      layer.error(
          layer.attributes().origin("vocabulary"),
          "VocabularySize",
          "a vocabulary of " + vocabulary + "; there is at least 1 token");
    }
    if (!SequenceInputRoom.isLength(layer, length) || vocabulary < 1) {
      return null;
    }
    TensorType type =
        new TensorType(DType.I32, List.of(Dim.rows(layer.batch()), new Dim(length, Axis.TIME)));
    InputOp op = new InputOp(InputOp.Kind.TOKENS, type, vocabulary);
    return SequenceInputRoom.withSteps(layer, op, length);
  }
}
