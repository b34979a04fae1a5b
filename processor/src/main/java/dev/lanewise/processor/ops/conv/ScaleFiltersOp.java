package dev.lanewise.processor.ops.conv;

import dev.lanewise.processor.graph.Algorithm;
import dev.lanewise.processor.graph.Layout;
import dev.lanewise.processor.graph.Node;
import dev.lanewise.processor.graph.Op;
import dev.lanewise.processor.graph.TensorType;
import dev.lanewise.processor.ops.dense.ScalePanels;
import java.util.List;

/**
 * The weights of a product, those of each filter times one number: inputs weights and scale.
 *
 * @param product that reads them
 * @param result of the product
 */
record ScaleFiltersOp(ConvProduct product, TensorType result) implements Op {
  @Override
  public String mnemonic() {
    return "scale_filters";
  }

  @Override
  public List<TensorType> infer(List<TensorType> inputs) {
    if (inputs.get(1).size() != product.filters()) {
      throw new IllegalArgumentException("scale of " + inputs + " for " + product);
    }
    return List.of(inputs.getFirst());
  }

  @Override
  public List<Algorithm> algorithms() {
    return List.of(new Scale());
  }

  /** In either layout the lanes run along the channels of the result. */
  private static final class Scale extends ScalePanels {
    private static ScaleFiltersOp op(Node node) {
      return (ScaleFiltersOp) node.op();
    }

    private static boolean isDirect(Node node) {
      ConvProduct product = op(node).product;
      return ConvProduct.isDirect(product.filters(), product.groups());
    }

    @Override
    protected Layout panels(Node node, Context context) {
      TensorType weight = node.types().getFirst();
      return isDirect(node)
          ? DirectConv.weights(op(node).product, op(node).result, weight, context).layout()
          : ChannelLanes.weights(op(node).product, weight, context).layout();
    }

    @Override
    protected int width(Node node, Context context) {
      TensorType weight = node.types().getFirst();
      int lanes = context.target().lanes(weight.dtype());
      return isDirect(node)
          ? DirectConv.tiles(op(node).product, op(node).result, context).width(lanes)
          : ChannelLanes.weights(op(node).product, weight, context).channels();
    }
  }
}
