package dev.lanewise.processor.ops.recurrent;

import dev.lanewise.processor.graph.Attributes;
import dev.lanewise.processor.graph.ParameterOp.Initialization;
import dev.lanewise.processor.graph.Value;
import dev.lanewise.processor.ops.arithmetic.AddOp;
import dev.lanewise.processor.ops.arithmetic.MultiplyOp;
import java.util.List;

/** {@code @IndRnn(units = 32)}: units that remember each on its own. */
final class IndRnnRoom extends RecurrentRoom {
  @Override
  public String annotation() {
    return "IndRnn";
  }

  @Override
  public List<String> states() {
    return List.of("h");
  }

  /** From forgetting at once to remembering for ever: the paper's range, for no certain length. */
  @Override
  Initialization start(Attributes attributes, String kind, List<Integer> shape) {
    return kind.equals("weight_hh")
        ? new Initialization("shiftedUniform", List.of(0.5, 0, shape.getFirst(), 0.5))
        : super.start(attributes, kind, shape);
  }

  @Override
  List<Value> next(Step step) {
    Value u = step.parameter("weight_hh", step.units());
    Value kept = step.stretched("Kept", new MultiplyOp(), step.read(), u);
    Value sum = step.add("Sum", new AddOp(), kept, step.inputs());
    return List.of(step.activate("Output", "activation", sum));
  }
}
