package dev.lanewise.processor.ops.loss;

import dev.lanewise.processor.graph.Layer;
import dev.lanewise.processor.graph.Room;
import dev.lanewise.processor.graph.Value;
import dev.lanewise.processor.ops.Shapes;
import java.util.List;

/** {@code @MeanSquaredErrorLoss Tensor loss(Tensor y, Tensor target)}. */
public final class MeanSquaredErrorRoom implements Room {
  @Override
  public String annotation() {
    return "MeanSquaredErrorLoss";
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
    Layer.Argument y = layer.arguments().get(0);
    Layer.Argument target = layer.arguments().get(1);
    boolean fits = Shapes.floats(layer, y) & Shapes.floats(layer, target);
    if (fits && !y.value().type().shape().equals(target.value().type().shape())) {
      fits = false;
      layer.error(
          target,
          "LossShape",
          target.name()
              + " has shape "
              + target.value().type().sampleText()
              + ", but "
              + y.name()
              + " has "
              + y.value().type().sampleText()
              + " ("
              + Layer.chain(y.value())
              + "); make them equal");
    }
    if (!fits) {
      return null;
    }
    List<Value> inputs = List.of(y.value(), target.value());
    return Losses.declare(
        layer, layer.add(layer.name() + "Rows", new MeanSquaredErrorOp(), inputs).result());
  }
}
