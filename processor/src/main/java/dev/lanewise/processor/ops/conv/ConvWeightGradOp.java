package dev.lanewise.processor.ops.conv;

import dev.lanewise.processor.graph.Algorithm;
import dev.lanewise.processor.graph.Op;
import dev.lanewise.processor.graph.TensorType;
import dev.lanewise.processor.graph.Value;
import dev.lanewise.processor.ops.window.Window;
import java.util.List;

/**
 * The gradient of a convolution's weights, summed over samples and pixels. Inputs are the
 * convolution's input, in small groups spread as {@link Spread} says, and the gradient of its
 * result.
 *
 * @param declared type of the weights
 */
record ConvWeightGradOp(TensorType declared, int groups, List<Window> windows) implements Op {
  /** Adds the gradient of weights. */
  static Value add(
      Gradients gradients,
      Value weight,
      int groups,
      List<Window> windows,
      Value image,
      Value resultGrad) {
    ConvWeightGradOp op = new ConvWeightGradOp(weight.type(), groups, windows);
    Value read = image;
    if (!op.isDirect()) {
      int results = resultGrad.type().sampleShape().getFirst();
      Spread spread = Spread.of(groups, image.type(), results);
      if (!spread.isNothing()) {
        String name = image.name() + "Spread";
        read = gradients.add(name, new SpreadChannelsOp(spread), List.of(image)).result();
      }
    }
    return gradients.add(weight.name() + "Grad", op, List.of(read, resultGrad)).result();
  }

  private boolean isDirect() {
    return ConvProduct.isDirect(declared.shape().getFirst(), groups);
  }

  @Override
  public String mnemonic() {
    return "conv_weight_grad";
  }

  @Override
  public List<TensorType> infer(List<TensorType> inputs) {
    return List.of(declared);
  }

  @Override
  public List<Algorithm> algorithms() {
    return List.of(isDirect() ? new PixelOuterProducts() : new ChannelProducts());
  }
}
