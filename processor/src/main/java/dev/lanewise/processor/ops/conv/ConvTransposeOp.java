package dev.lanewise.processor.ops.conv;

import dev.lanewise.processor.graph.Algorithm;
import dev.lanewise.processor.graph.Dim;
import dev.lanewise.processor.graph.FusedOp;
import dev.lanewise.processor.graph.Node;
import dev.lanewise.processor.graph.TensorType;
import dev.lanewise.processor.graph.Value;
import dev.lanewise.processor.ops.window.Window;
import java.util.ArrayList;
import java.util.List;

/**
 * What the gradient of a convolution's input computes, as a layer: {@code y[f][i] = b[f] + sum over
 * c, and o, t with o stride + t dilation - before = i: x[c][o] w[c][f][t]}. Inputs are x, weights
 * [channels][filters][taps...], and the bias where there is one.
 *
 * @param windows by axis of space, of the convolution that leads from y to x
 */
record ConvTransposeOp(int filters, List<Window> windows, boolean bias)
    implements ConvProduct, FusedOp.Root {
  @Override
  public String mnemonic() {
    return "conv_transpose";
  }

  @Override
  public String attributes() {
    return windows.toString();
  }

  @Override
  public List<List<Axis>> axes() {
    return windows.stream().map(Axis::inputGradient).toList();
  }

  @Override
  public int laneAxis() {
    return 1;
  }

  @Override
  public List<TensorType> infer(List<TensorType> inputs) {
    TensorType x = inputs.getFirst();
    List<Integer> weights = new ArrayList<>(List.of(x.sampleShape().getFirst(), filters));
    List<Dim> sample = new ArrayList<>();
    sample.add(new Dim(filters, x.sampleDims().getFirst().axis()));
    for (int i = 0; i < windows.size(); i++) {
      Dim dim = x.sampleDims().get(i + 1);
      weights.add(windows.get(i).kernel());
      sample.add(new Dim(windows.get(i).size(), dim.axis()));
      if (dim.size() != windows.get(i).output() || windows.get(i).size() < 1) {
        throw new IllegalArgumentException("transposed conv of " + inputs + " with " + windows);
      }
    }
    if (!inputs.get(1).shape().equals(weights)) {
      throw new IllegalArgumentException("transposed conv of " + inputs + " with " + windows);
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
      ConvOp op = new ConvOp(weight.type().shape().getFirst(), windows, false);
      grads.add(gradients.add(x.name() + "Grad", op, List.of(yGrad, weight)).result());
    } else {
      grads.add(null);
    }
    // Of the convolution from y to x, yGrad is the input and x the gradient of the result.
    ConvWeightGradOp weightGrad = new ConvWeightGradOp(weight.type(), 1, windows);
    grads.add(gradients.add(weight.name() + "Grad", weightGrad, List.of(yGrad, x)).result());
    if (bias) {
      String name = node.input(2).name() + "Grad";
      grads.add(gradients.add(name, new ChannelSumOp(), List.of(yGrad)).result());
    }
    return grads;
  }

  @Override
  public long flops(Node node) {
    TensorType x = node.input(0).type();
    long pixels = x.sampleSize() / x.sampleShape().getFirst();
    long added = bias ? node.types().getFirst().sampleSize() : 0;
    return pixels * 2 * node.input(1).type().size() + added;
  }

  @Override
  public List<Algorithm> algorithms() {
    return List.of(new DirectConv());
  }
}
