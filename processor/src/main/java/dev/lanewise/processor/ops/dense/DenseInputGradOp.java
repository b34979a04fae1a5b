package dev.lanewise.processor.ops.dense;

import dev.lanewise.processor.graph.Algorithm;
import dev.lanewise.processor.graph.TensorType;
import java.util.List;

/** {@code xGrad = yGrad W}: inputs yGrad and the weights [units][features]. */
record DenseInputGradOp(int features) implements ProductOp {
  @Override
  public String mnemonic() {
    return "dense_input_grad";
  }

  @Override
  public int outputAxis() {
    return 1;
  }

  @Override
  public List<TensorType> infer(List<TensorType> inputs) {
    return List.of(inputs.getFirst().withLast(features));
  }

  @Override
  public List<Algorithm> algorithms() {
    return List.of(new MatrixProduct());
  }
}
