package dev.lanewise.processor.ops.parameter;

import dev.lanewise.processor.graph.Graph;
import dev.lanewise.processor.graph.Layer;
import dev.lanewise.processor.graph.Node;
import dev.lanewise.processor.graph.ParameterOp;
import java.util.List;

/**
 * The trained parameters that a layer's room has added.
 *
 * @param layer what the room saw
 * @param all in the room's order
 */
record Parameters(Layer layer, List<Node> all) {
  static Parameters of(Layer layer, Graph added) {
    return new Parameters(
        layer,
        added.parameters().stream().filter(node -> ((ParameterOp) node.op()).isTrained()).toList());
  }

  /** The name within the layer, such as {@code weight}; that of a node which is one, its own. */
  String local(Node parameter) {
    return parameter.name().equals(layer.prefix())
        ? layer.name()
        : parameter.name().substring(layer.prefix().length() + 1);
  }

  /** All but the biases, which go by PyTorch's names: {@code bias}, {@code bias_ih_l0}. */
  List<Node> weights() {
    return all.stream().filter(node -> !isBias(node)).toList();
  }

  private boolean isBias(Node parameter) {
    String local = local(parameter);
    return !parameter.name().equals(layer.prefix())
        && local.substring(local.lastIndexOf('.') + 1).startsWith("bias");
  }
}
