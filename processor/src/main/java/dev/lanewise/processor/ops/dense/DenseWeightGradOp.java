package dev.lanewise.processor.ops.dense;

import dev.lanewise.processor.graph.Algorithm;
import dev.lanewise.processor.graph.Op;
import dev.lanewise.processor.graph.TensorType;
import java.util.List;

/**
 * {@code WGrad = yGrad' x}: inputs x and yGrad, the sum over the samples of their outer products.
 */
record DenseWeightGradOp() implements Op {
  @Override
  public String mnemonic() {
    return "dense_weight_grad";
  }

  @Override
  public List<TensorType> infer(List<TensorType> inputs) {
    List<Integer> shape = List.of(inputs.get(1).last().size(), inputs.get(0).last().size());
    return List.of(TensorType.of(inputs.getFirst().dtype(), shape));
  }

  @Override
  public List<Algorithm> algorithms() {
    return List.of(new OuterProductSum());
  }
}
