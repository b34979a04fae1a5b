package dev.lanewise.processor.ops.loss;

import dev.lanewise.processor.graph.InputOp;
import dev.lanewise.processor.graph.Layer;
import dev.lanewise.processor.graph.Room;
import dev.lanewise.processor.graph.Value;
import dev.lanewise.processor.ops.Shapes;
import java.util.List;

/** {@code @CrossEntropyLoss Tensor loss(Tensor logits, Tensor label)}. */
public final class CrossEntropyRoom implements Room {
  @Override
  public String annotation() {
    return "CrossEntropyLoss";
  }

  @Override
  public int minInputs() {
    return 2;
  }

  @Override
  public int maxInputs() {
    return 2;
  }

  @Override
  public Value parse(Layer layer) {
    boolean fits = Shapes.features(layer, layer.arguments().get(0));
    Layer.Argument label = layer.arguments().get(1);
    if (!(label.value().node().op() instanceof InputOp(InputOp.Kind kind, var type, int classes))
        || kind != InputOp.Kind.CLASS_LABEL) {
      layer.error(
          label,
          "NotAClassLabel",
          label.name() + " is no @ClassLabel; the second parameter names the right classes");
      return null;
    }
    Value logits = layer.input(0);
    if (fits && logits.type().last().size() != classes) {
      fits = false;
      layer.error(
          layer.arguments().get(0),
          "ClassCountMismatch",
          layer.arguments().get(0).name()
              + " has "
              + logits.type().last().size()
              + " scores ("
              + Layer.chain(logits)
              + "), but "
              + label.name()
              + " has "
              + classes
              + " classes; make them equal");
    }
    if (!fits) {
      return null;
    }
    List<Value> inputs = List.of(logits, label.value());
    return Losses.declare(
        layer, layer.add(layer.name() + "Rows", new CrossEntropyOp(), inputs).result());
  }
}
