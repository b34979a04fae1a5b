package dev.lanewise.processor.ops.recurrent;

import dev.lanewise.processor.graph.Layer;
import dev.lanewise.processor.graph.Value;
import dev.lanewise.processor.graph.scan.ScanBuilder;
import dev.lanewise.processor.ops.activation.ActivationOp;
import dev.lanewise.processor.ops.activation.ActivationRoom;
import java.util.List;

/** {@code @Lstm(units = 128)}. */
final class LstmRoom extends RecurrentRoom {
  @Override
  public String annotation() {
    return "Lstm";
  }

  @Override
  public List<String> states() {
    return List.of("h", "c");
  }

  @Override
  int gates() {
    return 4;
  }

  @Override
  List<Value> step(
      Layer layer, ScanBuilder step, Value xs, List<Value> recurrent, List<Value> states) {
    ActivationOp gate = ActivationRoom.function(layer.attributes().text("recurrentActivation"));
    ActivationOp squash = ActivationRoom.function(layer.attributes().text("activation"));
    Value z = product(step, xs, recurrent, states.getFirst());
    int units = layer.attributes().integer("units");
    Value h =
        step.add(
            states.getFirst().node().name() + "Cell",
            new LstmCellOp(units, gate, squash),
            List.of(z, states.get(1)));
    return List.of(h, h.node().result(1));
  }
}
