package dev.lanewise.processor.ops.normalization;

import dev.lanewise.processor.graph.Elementwise;
import dev.lanewise.processor.graph.Node;
import dev.lanewise.processor.graph.Value;
import dev.lanewise.processor.loop.Expr;
import dev.lanewise.processor.loop.KernelBuilder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * {@code y = (x - mean) inverse weight + bias} with the moments of x itself: inputs x, mean,
 * inverse deviation, and weight and bias where there are such.
 *
 * <p>Its gradient of x is the whole one, moments included, which have none of their own: of the
 * three terms two would otherwise be sums of many.
 */
record ChannelNormOp(boolean affine) implements Elementwise {
  @Override
  public String mnemonic() {
    return "channel_norm";
  }

  @Override
  public Expr apply(KernelBuilder k, List<Expr> inputs) {
    Expr v = inputs.get(0).minus(inputs.get(1)).times(inputs.get(2));
    return affine ? v.fma(inputs.get(3), inputs.get(4)) : v;
  }

  @Override
  public boolean zero(List<Boolean> zero) {
    return !zero.contains(false);
  }

  @Override
  public List<Value> gradient(Gradients gradients, Node node, List<Value> resultGrads) {
    Value x = node.input(0);
    List<Value> inputs = new ArrayList<>(resultGrads);
    inputs.addAll(node.inputs().subList(0, 3));
    Node sums = sums(gradients, node, inputs);
    inputs.add(sums.result(2));
    inputs.add(sums.result(3));
    if (affine) {
      inputs.add(node.input(3));
    }
    Value xGrad =
        gradients.needs(x)
            ? gradients.add(node.name() + "PreGrad", new Grad(), inputs).result()
            : null;
    return affine
        ? Arrays.asList(xGrad, null, null, sums.result(1), sums.result(0))
        : Arrays.asList(xGrad, null, null);
  }

  /** Of an image first over the pixels of each sample. */
  private static Node sums(Gradients gradients, Node node, List<Value> inputs) {
    String name = node.name() + "Sums";
    int pixels = PixelStatistics.pixels(node.input(0).type());
    if (pixels == 1) {
      return gradients.add(name, new ChannelGradSumsOp(1), inputs);
    }
    Node rows = gradients.add(node.name() + "RowSums", new PixelGradSumsOp(), inputs);
    return gradients.add(
        name, new ChannelGradSumsOp(pixels), List.of(rows.result(0), rows.result(1)));
  }

  @Override
  public long flops(Node node) {
    return (affine ? 4L : 2L) * node.types().getFirst().sampleSize();
  }

  /**
   * {@code xGrad = weight inverse (yGrad - a - (x - mean) inverse b)}: inputs yGrad, x, mean,
   * inverse, the means a of yGrad and b of yGrad times the normalised x, and the weight.
   */
  record Grad() implements Elementwise {
    @Override
    public String mnemonic() {
      return "channel_norm_grad";
    }

    @Override
    public Expr apply(KernelBuilder k, List<Expr> inputs) {
      Expr v = inputs.get(1).minus(inputs.get(2)).times(inputs.get(3));
      Expr rest = inputs.get(0).minus(inputs.get(4)).minus(v.times(inputs.get(5)));
      Expr xGrad = rest.times(inputs.get(3));
      return inputs.size() > 6 ? xGrad.times(inputs.get(6)) : xGrad;
    }

    @Override
    public boolean zero(List<Boolean> zero) {
      return !zero.contains(false);
    }
  }
}
