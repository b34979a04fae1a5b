package dev.lanewise.processor.ops.dense;

import dev.lanewise.processor.graph.Algorithm;
import dev.lanewise.processor.graph.Layout;
import dev.lanewise.processor.graph.Node;
import dev.lanewise.processor.graph.Op;
import dev.lanewise.processor.graph.TensorType;
import java.util.List;

/** {@code w'[u][f] = w[u][f] s[u]}: the weights of a layer whose results are scaled. */
record ScaleOutputsOp() implements Op {
  @Override
  public String mnemonic() {
    return "scale_outputs";
  }

  @Override
  public List<TensorType> infer(List<TensorType> inputs) {
    return List.of(inputs.getFirst());
  }

  @Override
  public List<Algorithm> algorithms() {
    return List.of(new Scale());
  }

  private static final class Scale extends ScalePanels {
    @Override
    protected Layout panels(Node node, Context context) {
      TensorType type = node.types().getFirst();
      return Panels.layout(type.shape(), 0, type.dtype(), 1, context);
    }

    @Override
    protected int width(Node node, Context context) {
      TensorType type = node.types().getFirst();
      int vectors = Panels.tiles(type.shape().getFirst(), type.dtype(), 1, false, context).size();
      return vectors * context.target().lanes(type.dtype());
    }
  }
}
