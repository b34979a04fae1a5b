package dev.lanewise.processor.ops.recurrent;

import dev.lanewise.processor.graph.Attributes;
import dev.lanewise.processor.graph.Layer;
import dev.lanewise.processor.graph.Value;
import dev.lanewise.processor.ops.dense.DenseOp;
import java.util.ArrayList;
import java.util.List;

/** {@code @Jordan(units = 32, outputs = 8)}: what came out is the context of the next step. */
final class JordanRoom extends RecurrentRoom {
  @Override
  public String annotation() {
    return "Jordan";
  }

  @Override
  public List<String> states() {
    return List.of("y");
  }

  @Override
  int stateSize(Attributes attributes) {
    return attributes.integer("outputs");
  }

  @Override
  public Value parse(Layer layer) {
    int outputs = layer.attributes().integer("outputs");
    if (outputs < 1) {
      layer.error(
          layer.attributes().origin("outputs"),
          "RecurrentUnits",
          outputs + " outputs; at least 1 is needed");
      return null;
    }
    return super.parse(layer);
  }

  @Override
  List<Value> next(Step step) {
    int outputs = stateSize(step.attributes());
    boolean bias = step.attributes().flag("bias");
    List<Value> product = new ArrayList<>();
    product.add(step.activate("Hidden", "activation", step.preactivations()));
    product.add(step.parameter("weight_ho", outputs, step.units()));
    if (bias) {
      product.add(step.parameter("bias_ho", outputs));
    }
    Value sum = step.add("Linear", new DenseOp(outputs, bias), product.toArray(new Value[0]));
    return List.of(step.activate("Output", "outputActivation", sum));
  }
}
