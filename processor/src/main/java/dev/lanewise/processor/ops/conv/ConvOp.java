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
 * {@code y[f][o] = b[f] + sum over c, t: x[c][o stride + t dilation - before] w[f][c][t]}: inputs
 * x, weights [filters][channels][taps...], and the bias where there is one.
 *
 * @param windows by axis of space
 */
record ConvOp(int filters, List<Window> windows, boolean bias)
    implements ConvProduct, FusedOp.Root {
  @Override
  public String mnemonic() {
    return "conv";
  }

  @Override
  public String attributes() {
    return windows.toString();
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
    List<Integer> weights = new ArrayList<>(List.of(filters, x.sampleShape().getFirst()));
    List<Dim> dims = new ArrayList<>(x.dims().subList(0, 1));
    dims.add(new Dim(filters, x.sampleDims().getFirst().axis()));
    for (int i = 0; i < windows.size(); i++) {
      Dim dim = x.sampleDims().get(i + 1);
      weights.add(windows.get(i).kernel());
      dims.add(new Dim(windows.get(i).output(), dim.axis()));
      if (dim.size() != windows.get(i).size() || windows.get(i).output() < 1) {
        throw new IllegalArgumentException("conv of " + inputs + " with " + windows);
      }
    }
    if (!inputs.get(1).shape().equals(weights)) {
      throw new IllegalArgumentException("conv of " + inputs + " with " + windows);
    }
    return List.of(new TensorType(x.dtype(), dims));
  }

  @Override
  public List<Value> gradient(Gradients gradients, Node node, List<Value> resultGrads) {
    Value x = node.input(0);
    Value weight = node.input(1);
    Value yGrad = resultGrads.getFirst();
    List<Value> grads = new ArrayList<>();
    if (gradients.needs(x)) {
      ConvInputGradOp op = new ConvInputGradOp(x.type(), windows);
      grads.add(gradients.add(x.name() + "Grad", op, List.of(yGrad, weight)).result());
    } else {
      grads.add(null);
    }
    ConvWeightGradOp weightGrad = new ConvWeightGradOp(weight.type(), 1, windows);
    grads.add(gradients.add(weight.name() + "Grad", weightGrad, List.of(x, yGrad)).result());
    if (bias) {
      String name = node.input(2).name() + "Grad";
      grads.add(gradients.add(name, new ChannelSumOp(), List.of(yGrad)).result());
    }
    return grads;
  }

  @Override
  public long flops(Node node) {
    TensorType weight = node.input(1).type();
    long pixels = node.types().getFirst().sampleSize() / filters;
    return pixels * (2L * weight.size() + (bias ? filters : 0));
  }

  @Override
  public List<Algorithm> algorithms() {
    return List.of(new DirectConv());
  }
}
