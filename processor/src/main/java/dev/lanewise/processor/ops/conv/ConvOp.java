package dev.lanewise.processor.ops.conv;

import dev.lanewise.processor.graph.Algorithm;
import dev.lanewise.processor.graph.Value;
import dev.lanewise.processor.ops.window.Window;
import java.util.List;

/**
 * {@code y[f][o] = b[f] + sum over c of the group of f, and t: x[c][o stride + t dilation - before]
 * w[f][c in the group][t]}: inputs x, weights [filters][channels / groups][taps...], and the bias
 * where there is one.
 *
 * @param windows by axis of space
 */
record ConvOp(int filters, int groups, List<Window> windows, boolean bias) implements ConvProduct {
  @Override
  public String mnemonic() {
    return "conv";
  }

  @Override
  public List<Algorithm> algorithms() {
    return ConvProduct.isDirect(filters, groups)
        ? List.of(new PlanarConv(), new DirectConv(true), new DirectConv(false))
        : List.of(new PlanarDepthwise(), new ChannelLanes());
  }

  @Override
  public List<List<Axis>> axes() {
    return windows.stream().map(window -> List.of(Axis.forward(window))).toList();
  }

  @Override
  public int laneAxis() {
    return 0;
  }

  @Override
  public int read(Window window) {
    return window.size();
  }

  @Override
  public int written(Window window) {
    return window.output();
  }

  @Override
  public ConvProduct biased() {
    return new ConvOp(filters, groups, windows, true);
  }

  @Override
  public ConvProduct back(int channels) {
    return new ConvTransposeOp(channels, groups, windows, false);
  }

  @Override
  public Value weightGrad(Gradients gradients, Value weight, Value image, Value resultGrad) {
    return ConvWeightGradOp.add(gradients, weight, groups, windows, image, resultGrad);
  }
}
