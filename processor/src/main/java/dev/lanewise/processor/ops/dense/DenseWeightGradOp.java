package dev.lanewise.processor.ops.dense;

import dev.lanewise.processor.graph.Algorithm;
import dev.lanewise.processor.graph.Joinable;
import dev.lanewise.processor.graph.Node;
import dev.lanewise.processor.graph.Op;
import dev.lanewise.processor.graph.TensorType;
import dev.lanewise.processor.graph.Value;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code WGrad = yGrad' x}: inputs x and yGrad, the sum over the samples of their outer products;
 * and the sum of yGrad, the gradient of the bias, where there is one.
 *
 * <p>Of layers that are added up, such as the products of an LSTM with its inputs and its states,
 * yGrad is the same, and one node has all their x before it, and a gradient of weights for each.
 */
record DenseWeightGradOp(boolean bias) implements Joinable {
  @Override
  public String mnemonic() {
    return "dense_weight_grad";
  }

  @Override
  public List<TensorType> infer(List<TensorType> inputs) {
    int outputs = inputs.getLast().last().size();
    List<TensorType> types = new ArrayList<>();
    for (TensorType x : inputs.subList(0, inputs.size() - 1)) {
      types.add(TensorType.of(x.dtype(), List.of(outputs, x.last().size())));
    }
    if (bias) {
      types.add(TensorType.of(inputs.getLast().dtype(), List.of(outputs)));
    }
    return types;
  }

  @Override
  public Op joined(List<Joinable> ops) {
    return new DenseWeightGradOp(ops.stream().anyMatch(op -> ((DenseWeightGradOp) op).bias));
  }

  /** All biases have the same gradient. */
  @Override
  public List<Value> results(Node joined, int index) {
    Value weights = joined.result(index);
    return ((DenseWeightGradOp) joined.op()).bias
        ? List.of(weights, joined.results().getLast())
        : List.of(weights);
  }

  @Override
  public List<Algorithm> algorithms() {
    return List.of(new OuterProductSum());
  }
}
