package dev.lanewise.processor.ops.recurrent;

import dev.lanewise.processor.graph.Attributes;
import dev.lanewise.processor.graph.Layer;
import dev.lanewise.processor.graph.ParameterOp.Initialization;
import dev.lanewise.processor.graph.Value;
import dev.lanewise.processor.ops.activation.ActivationOp;
import dev.lanewise.processor.ops.arithmetic.AddOp;
import dev.lanewise.processor.ops.arithmetic.MultiplyOp;
import dev.lanewise.processor.ops.arithmetic.ScaleShiftOp;
import dev.lanewise.processor.ops.arithmetic.SubtractOp;
import java.util.List;
import java.util.Locale;

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
    return isCoupled(attributes) ? 3 : 4;
  }

  private static boolean isCoupled(Attributes attributes) {
    return attributes.flag("coupledGates");
  }

  @Override
  public Value parse(Layer layer) {
    double bias = layer.attributes().real("forgetBias");
    if (!Double.isFinite(bias) || bias != 0 && !layer.attributes().flag("bias")) {
      layer.error(
          layer.attributes().origin("forgetBias"),
          "ForgetBias",
          "forgetBias "
              + bias
              + (Double.isFinite(bias)
                  ? " of a layer without biases"
                  : "; it is a finite number, such as 1"));
      return null;
    }
    return super.parse(layer);
  }

  /** Biases of the forget gate start higher, if so wanted: of one of the two that are added. */
  @Override
  Initialization start(Attributes attributes, String kind, List<Integer> shape) {
    double shift = attributes.real("forgetBias");
    if (shift == 0 || !kind.equals("bias_ih")) {
      return super.start(attributes, kind, shape);
    }
    int units = attributes.integer("units");
    boolean draws = attributes.text("initializer").equals("DEFAULT");
    double bound = draws ? 1 / Math.sqrt(units) : 0;
    int from = isCoupled(attributes) ? 0 : units;
    return new Initialization("shiftedUniform", List.of(bound, from, units, shift));
  }

  @Override
  List<Value> next(Step step) {
    Value z = step.preactivations();
    boolean plain =
        !isCoupled(step.attributes())
            && !step.attributes().flag("peephole")
            && step.hasCellFunctions();
    return plain ? cell(step, z) : composed(step, z);
  }

  /** One op for all that follows the products. */
  private static List<Value> cell(Step step, Value z) {
    ActivationOp gate = (ActivationOp) step.function("recurrentActivation");
    ActivationOp squash = (ActivationOp) step.function("activation");
    Value h = step.add("Cell", new LstmCellOp(step.units(), gate, squash), z, step.states().get(1));
    return List.of(CellOp.state(h), h.node().result(1));
  }

  /** Ordinary ops, for what the cell does not know. */
  private static List<Value> composed(Step step, Value z) {
    boolean coupled = isCoupled(step.attributes());
    int forget = coupled ? 0 : 1;
    Value c = step.states().get(1);
    Value f = gate(step, "F", z, forget, c);
    Value g = step.activate("G", "activation", step.gate("PreG", z, forget + 1));
    Value next =
        coupled
            ? step.add("Next", new ScaleShiftOp(), step.add("Apart", new SubtractOp(), c, g), f, g)
            : step.add(
                "Next",
                new ScaleShiftOp(),
                f,
                c,
                step.add("New", new MultiplyOp(), gate(step, "I", z, 0, c), g));
    Value o = gate(step, "O", z, forget + 2, next);
    Value a = step.activate("Squashed", "activation", next);
    return List.of(step.add("Output", new MultiplyOp(), o, a), next);
  }

  /**
   * A gate, which perhaps sees a cell state.
   *
   * @param c the state
   */
  private static Value gate(Step step, String name, Value z, int index, Value c) {
    Value sum = step.gate("Pre" + name, z, index);
    if (step.attributes().flag("peephole")) {
      Value weight = step.parameter("weight_c" + name.toLowerCase(Locale.ROOT), step.units());
      Value seen = step.stretched("Seen" + name, new MultiplyOp(), c, weight);
      sum = step.add("Sum" + name, new AddOp(), sum, seen);
    }
    return step.activate(name, "recurrentActivation", sum);
  }
}
