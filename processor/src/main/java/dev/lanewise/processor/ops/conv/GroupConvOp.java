package dev.lanewise.processor.ops.conv;

import dev.lanewise.processor.graph.Algorithm;
import dev.lanewise.processor.graph.Dim;
import dev.lanewise.processor.graph.FusedOp;
import dev.lanewise.processor.graph.Node;
import dev.lanewise.processor.graph.Op;
import dev.lanewise.processor.graph.TensorType;
import dev.lanewise.processor.graph.Value;
import dev.lanewise.processor.ops.window.Window;
import java.util.ArrayList;
import java.util.List;

/**
 * A convolution whose filters read the channels of their group alone: {@code y[f][o] = b[f] + sum
 * over c of the group of f, and t: x[c][o stride + t dilation - before] w[f][c in the group][t]}.
 * Inputs are x, weights [filters][channels / groups][taps...], and the bias where there is one.
 *
 * @param windows by axis of space
 */
record GroupConvOp(int filters, int groups, List<Window> windows, boolean bias)
    implements ConvProduct, FusedOp.Root {
  /** Floats in the widest vector. */
  private static final int MOST_LANES = 16;

  /** A convolution in any number of groups. */
  static Op of(int filters, int groups, List<Window> windows, boolean bias) {
    return groups == 1
        ? new ConvOp(filters, windows, bias)
        : new GroupConvOp(filters, groups, windows, bias);
  }

  /**
   * Whether a group has whole vectors of results at every width, so that its image can be
   * broadcast.
   */
  static boolean isDirect(int results) {
    return results % MOST_LANES == 0;
  }

  @Override
  public String mnemonic() {
    return "group_conv";
  }

  @Override
  public String attributes() {
    return groups + " groups, " + windows;
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
  public List<TensorType> infer(List<TensorType> inputs) {
    TensorType x = inputs.getFirst();
    int channels = x.sampleShape().getFirst();
    List<Integer> weights = new ArrayList<>(List.of(filters, channels / groups));
    List<Dim> sample = new ArrayList<>();
    sample.add(new Dim(filters, x.sampleDims().getFirst().axis()));
    boolean fits = channels % groups == 0 && filters % groups == 0;
    for (int i = 0; i < windows.size(); i++) {
      Dim dim = x.sampleDims().get(i + 1);
      weights.add(windows.get(i).kernel());
      sample.add(new Dim(windows.get(i).output(), dim.axis()));
      fits &= dim.size() == windows.get(i).size() && windows.get(i).output() > 0;
    }
    if (!fits || !inputs.get(1).shape().equals(weights)) {
      throw new IllegalArgumentException("conv of " + inputs + " with " + attributes());
    }
    return List.of(x.withSample(sample));
  }

  @Override
  public List<Value> gradient(Gradients gradients, Node node, List<Value> resultGrads) {
    Value x = node.input(0);
    Value weight = node.input(1);
    Value yGrad = resultGrads.getFirst();
    List<Value> grads = new ArrayList<>();
    if (gradients.needs(x)) {
      GroupInputGradOp op = new GroupInputGradOp(x.type(), groups, windows);
      grads.add(gradients.add(x.name() + "Grad", op, List.of(yGrad, weight)).result());
    } else {
      grads.add(null);
    }
    grads.add(weightGrad(gradients, x, weight, yGrad));
    if (bias) {
      String name = node.input(2).name() + "Grad";
      grads.add(gradients.add(name, new ChannelSumOp(), List.of(yGrad)).result());
    }
    return grads;
  }

  private Value weightGrad(Gradients gradients, Value x, Value weight, Value yGrad) {
    String name = weight.name() + "Grad";
    if (isDirect(filters / groups)) {
      Op op = new ConvWeightGradOp(weight.type(), groups, windows);
      return gradients.add(name, op, List.of(x, yGrad)).result();
    }
    Spread spread = Spread.of(groups, x.type(), filters);
    Value read =
        spread.isNothing()
            ? x
            : gradients.add(x.name() + "Spread", new SpreadOp(spread), List.of(x)).result();
    Op op = new GroupWeightGradOp(weight.type(), groups, windows);
    return gradients.add(name, op, List.of(read, yGrad)).result();
  }

  @Override
  public long flops(Node node) {
    TensorType weight = node.input(1).type();
    long pixels = node.types().getFirst().sampleSize() / filters;
    return pixels * (2L * weight.size() + (bias ? filters : 0));
  }

  @Override
  public List<Algorithm> algorithms() {
    return List.of(isDirect(filters / groups) ? new DirectConv() : new ChannelLanes());
  }
}
