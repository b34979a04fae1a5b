package dev.lanewise.processor.ops.recurrent;

import dev.lanewise.processor.graph.Attributes;
import dev.lanewise.processor.graph.Value;
import dev.lanewise.processor.ops.activation.ActivationOp;
import dev.lanewise.processor.ops.arithmetic.MultiplyOp;
import dev.lanewise.processor.ops.arithmetic.ScaleShiftOp;
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
  int gates(Attributes attributes) {
    return 4;
  }

  @Override
  List<Value> next(Step step) {
    Value z = step.preactivations();
    return step.hasCellFunctions() ? cell(step, z) : composed(step, z);
  }

  /** One op for all that follows the products. */
  private static List<Value> cell(Step step, Value z) {
    ActivationOp gate = (ActivationOp) step.function("recurrentActivation");
    ActivationOp squash = (ActivationOp) step.function("activation");
    Value h = step.add("Cell", new LstmCellOp(step.units(), gate, squash), z, step.states().get(1));
    return List.of(h, h.node().result(1));
  }

  /** Ordinary ops, for what the cell does not know. */
  private static List<Value> composed(Step step, Value z) {
    Value c = step.states().get(1);
    Value i = gate(step, "I", z, 0);
    Value f = gate(step, "F", z, 1);
    Value g = step.activate("G", "activation", step.gate("PreG", z, 2));
    Value next =
        step.add("Next", new ScaleShiftOp(), f, c, step.add("New", new MultiplyOp(), i, g));
    Value o = gate(step, "O", z, 3);
    Value a = step.activate("Squashed", "activation", next);
    return List.of(step.add("Output", new MultiplyOp(), o, a), next);
  }

  private static Value gate(Step step, String name, Value z, int index) {
    return step.activate(name, "recurrentActivation", step.gate("Pre" + name, z, index));
  }
}
