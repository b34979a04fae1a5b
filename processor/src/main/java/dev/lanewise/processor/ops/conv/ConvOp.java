package dev.lanewise.processor.ops.conv;

import dev.lanewise.processor.graph.Algorithm;
import dev.lanewise.processor.graph.OneStep;
import dev.lanewise.processor.graph.Op;
import dev.lanewise.processor.graph.Value;
import dev.lanewise.processor.ops.window.History;
import dev.lanewise.processor.ops.window.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
  public Optional<List<Value>> step(OneStep step) {
    return step.hasPixels(0)
        ? History.of(step, windows, false).flatMap(taps -> onTaps(step, taps))
        : ConvProduct.super.step(step);
  }

  private Optional<List<Value>> onTaps(OneStep step, Value taps) {
    List<Value> inputs = new ArrayList<>(step.inputs());
    inputs.set(0, taps);
    Op op = new ConvOp(filters, groups, History.onTaps(windows), bias);
    return step.of(step.add(step.node().name(), op, inputs));
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
