package dev.lanewise.processor.ops.conv;

import dev.lanewise.processor.graph.Algorithm;
import dev.lanewise.processor.graph.Op;
import dev.lanewise.processor.graph.TensorType;
import dev.lanewise.processor.ops.window.Window;
import java.util.List;

/**
 * The gradient of a convolution's weights, summed over samples and pixels. Inputs are the
 * convolution's input, and the gradient of its result.
 *
 * @param declared type of the weights
 */
record ConvWeightGradOp(TensorType declared, int groups, List<Window> windows) implements Op {
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
    return List.of(new PixelOuterProducts());
  }
}
