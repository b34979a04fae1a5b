package dev.lanewise.processor.ops;

import dev.lanewise.processor.graph.InputOp;
import dev.lanewise.processor.graph.Layer;
import dev.lanewise.processor.graph.Room;
import dev.lanewise.processor.graph.Value;

/** {@code @Label(2)}: the floats a loss compares with. */
final class LabelRoom implements Room {
  @Override
  public String annotation() {
    return "Label";
  }

  @Override
  public Kind kind() {
    return Kind.LABEL;
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
    return InputRoom.floats(layer, InputOp.Kind.LABEL);
  }
}
