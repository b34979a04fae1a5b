package dev.lanewise.processor.ops.recurrent;

import dev.lanewise.processor.graph.Value;
import java.util.List;

/** {@code @SimpleRnn(units = 32)}: Elman's network. */
final class SimpleRnnRoom extends RecurrentRoom {
  @Override
  public String annotation() {
    return "SimpleRnn";
  }

  @Override
  public List<String> states() {
    return List.of("h");
  }

  @Override
  List<Value> next(Step step) {
    return List.of(step.activate("Output", "activation", step.preactivations()));
  }
}
