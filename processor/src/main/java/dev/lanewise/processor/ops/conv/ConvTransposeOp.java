package dev.lanewise.processor.ops.conv;

import dev.lanewise.processor.graph.Value;
import dev.lanewise.processor.ops.window.Window;
import java.util.List;

/**
 * Each pixel goes back to those that a convolution would have made it of: {@code y[f][i] = b[f] +
 * sum over c of the group of f, and o, t with o stride + t dilation - before = i: x[c][o] w[c][f in
 * the group][t]}. Inputs are x, weights [channels][filters / groups][taps...], and the bias where
 * there is one.
 *
 * @param windows by axis of space, of the convolution that leads from y to x
 */
record ConvTransposeOp(int filters, int groups, List<Window> windows, boolean bias)
    implements ConvProduct {
  @Override
  public String mnemonic() {
    return "conv_transpose";
  }

  @Override
  public List<List<Axis>> axes() {
    return windows.stream().map(Axis::transposed).toList();
  }

  @Override
  public int laneAxis() {
    return 1;
  }

  @Override
  public int read(Window window) {
    return window.output();
  }

  @Override
  public int written(Window window) {
    return window.size();
  }

  @Override
  public ConvProduct biased() {
    return new ConvTransposeOp(filters, groups, windows, true);
  }

  @Override
  public ConvProduct back(int channels) {
    return new ConvOp(channels, groups, windows, false);
  }

  /** Of the convolution from y to x, yGrad is the input and x the gradient of the result. */
  @Override
  public Value weightGrad(Gradients gradients, Value weight, Value image, Value resultGrad) {
    return ConvWeightGradOp.add(gradients, weight, groups, windows, resultGrad, image);
  }
}
