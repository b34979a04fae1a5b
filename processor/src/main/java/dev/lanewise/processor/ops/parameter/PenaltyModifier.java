package dev.lanewise.processor.ops.parameter;

import dev.lanewise.processor.graph.Graph;
import dev.lanewise.processor.graph.GraphBuilder;
import dev.lanewise.processor.graph.Layer;
import dev.lanewise.processor.graph.LayerModifier;
import dev.lanewise.processor.graph.Node;
import dev.lanewise.processor.graph.Value;
import java.util.List;

/** {@code @L1(0.01)} and {@code @L2(0.01)}: a further loss for each array of weights. */
public record PenaltyModifier(PenaltyOp penalty) implements LayerModifier {
  public static final LayerModifier L1 = new PenaltyModifier(PenaltyOp.L1);
  public static final LayerModifier L2 = new PenaltyModifier(PenaltyOp.L2);

  @Override
  public String annotation() {
    return penalty.name();
  }

  @Override
  public Graph apply(Layer layer, List<Use> uses, Graph added) {
    Use use = uses.getFirst();
    double value = use.attributes().real("value");
    if (!(value > 0) || Double.isInfinite(value)) {
      layer.error(
          use.attributes().origin("value"),
          "PenaltyValue",
          "@" + annotation() + " of " + value + "; a penalty needs a positive, finite factor");
      return added;
    }
    GraphBuilder graph = GraphBuilder.of(added);
    boolean bias = use.attributes().flag("bias");
    Parameters parameters = Parameters.of(layer, added);
    for (Node parameter : bias ? parameters.all() : parameters.weights()) {
      String name = parameter.name() + annotation();
      List<Value> inputs = List.of(parameter.result());
      graph.loss(name, graph.add(name, penalty, inputs, use.origin()).result(), value);
    }
    return graph.build();
  }
}
