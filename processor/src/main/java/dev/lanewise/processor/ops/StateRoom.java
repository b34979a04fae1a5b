package dev.lanewise.processor.ops;

import dev.lanewise.processor.graph.Layer;
import dev.lanewise.processor.graph.Room;
import dev.lanewise.processor.graph.TensorType;
import dev.lanewise.processor.graph.Value;
import dev.lanewise.processor.graph.scan.StepInputOp;
import java.util.List;

/** {@code @State(128)}: what a cell carries from step to step. */
final class StateRoom implements Room {
  @Override
  public String annotation() {
    return "State";
  }

  @Override
  public Kind kind() {
    return Kind.STATE;
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
    TensorType type = InputRoom.type(layer);
    return type == null
        ? null
        : layer
            .add(layer.name(), new StepInputOp(StepInputOp.Kind.STATE, -1, type), List.of())
            .result();
  }
}
