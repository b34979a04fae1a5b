package dev.lanewise.processor.ops.recurrent;

import dev.lanewise.processor.graph.Attributes;
import dev.lanewise.processor.graph.Value;
import dev.lanewise.processor.ops.activation.ActivationOp;
import dev.lanewise.processor.ops.arithmetic.AddOp;
import dev.lanewise.processor.ops.arithmetic.MultiplyOp;
import dev.lanewise.processor.ops.arithmetic.ScaleShiftOp;
import dev.lanewise.processor.ops.arithmetic.SubtractOp;
import java.util.List;

/** {@code @Gru(units = 128)}. */
final class GruRoom extends RecurrentRoom {
  @Override
  public String annotation() {
    return "Gru";
  }

  @Override
  public List<String> states() {
    return List.of("h");
  }

  @Override
  int gates(Attributes attributes) {
    return 3;
  }

  @Override
  List<Value> next(Step step) {
    boolean after = step.attributes().flag("resetAfter");
    boolean keeps = step.attributes().text("updateGate").equals("KEEP");
    return List.of(
        after && step.hasCellFunctions() ? cell(step, keeps) : composed(step, after, keeps));
  }

  /** One op for all that follows the products. */
  private static Value cell(Step step, boolean keeps) {
    ActivationOp gate = (ActivationOp) step.function("recurrentActivation");
    ActivationOp squash = (ActivationOp) step.function("activation");
    GruCellOp cell = new GruCellOp(step.units(), keeps, gate, squash);
    Value h = step.add("Cell", cell, step.inputs(), step.recurrent(step.read()), step.state());
    return CellOp.state(h);
  }

  /** Ordinary ops, for what the cell does not know. */
  private static Value composed(Step step, boolean after, boolean keeps) {
    Value h = step.state();
    Value read = step.read();
    Value product = after ? step.recurrent(read) : step.recurrent(read, 0, 2);
    Value r = gate(step, "R", product, 0);
    Value z = gate(step, "Z", product, 1);
    Value reset =
        after
            ? step.add("Reset", new MultiplyOp(), r, step.gate("HiddenN", product, 2))
            : step.recurrent(step.add("Reset", new MultiplyOp(), r, read), 2, 3);
    Value sum = step.add("PreN", new AddOp(), reset, step.gate("InputN", step.inputs(), 2));
    Value n = step.activate("N", "activation", sum);
    Value kept = keeps ? h : n;
    Value other = keeps ? n : h;
    Value difference = step.add("Difference", new SubtractOp(), kept, other);
    return step.add("Output", new ScaleShiftOp(), difference, z, other);
  }

  private static Value gate(Step step, String name, Value product, int index) {
    Value hidden = step.gate("Hidden" + name, product, index);
    Value input = step.gate("Input" + name, step.inputs(), index);
    return step.activate(
        name, "recurrentActivation", step.add("Pre" + name, new AddOp(), hidden, input));
  }
}
