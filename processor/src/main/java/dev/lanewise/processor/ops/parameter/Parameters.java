package dev.lanewise.processor.ops.parameter;

import dev.lanewise.processor.graph.Graph;
import dev.lanewise.processor.graph.Node;
import java.util.List;

/** Which of a layer's parameters are meant. */
final class Parameters {
  private Parameters() {}

  /** All but the biases. */
  static List<Node> weights(Graph layer) {
    return layer.parameters().stream().filter(node -> !isBias(node)).toList();
  }

  /** Goes by PyTorch's names: {@code bias}, {@code bias_ih_l0}. */
  private static boolean isBias(Node parameter) {
    String name = parameter.name();
    return name.substring(name.lastIndexOf('.') + 1).startsWith("bias");
  }
}
