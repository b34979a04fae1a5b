package dev.lanewise.processor.ops.dense;

import dev.lanewise.processor.graph.Algorithm;
import dev.lanewise.processor.graph.Op;
import dev.lanewise.processor.graph.TensorType;
import java.util.List;

/**
 * {@code WGrad = yGrad' x}: inputs x and yGrad, the sum over the samples of their outer products;
 * and the sum of yGrad, the gradient of the bias, where there is one.
 */
record DenseWeightGradOp(boolean bias) implements Op {
  @Override
  public String mnemonic() {
    return "dense_weight_grad";
  }

  @Override
  public List<TensorType> infer(List<TensorType> inputs) {
    int outputs = inputs.get(1).last().size();
    List<Integer> shape = List.of(outputs, inputs.get(0).last().size());
    TensorType weights = TensorType.of(inputs.getFirst().dtype(), shape);
    return bias
        ? List.of(weights, TensorType.of(weights.dtype(), List.of(outputs)))
        : List.of(weights);
  }

  @Override
  public List<Algorithm> algorithms() {
    return List.of(new OuterProductSum());
  }
}
