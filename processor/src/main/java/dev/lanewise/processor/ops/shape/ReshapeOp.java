package dev.lanewise.processor.ops.shape;

import dev.lanewise.processor.graph.Algorithm;
import dev.lanewise.processor.graph.Dim;
import dev.lanewise.processor.graph.Node;
import dev.lanewise.processor.graph.Op;
import dev.lanewise.processor.graph.TensorType;
import dev.lanewise.processor.graph.Value;
import dev.lanewise.processor.graph.View;
import java.util.List;
import java.util.stream.Collectors;

/** The same elements in the same order under other axes. */
public record ReshapeOp(List<Dim> sample) implements Op {
  @Override
  public String mnemonic() {
    return "reshape";
  }

  @Override
  public String attributes() {
    return sample.stream().map(Dim::toString).collect(Collectors.joining("x"));
  }

  @Override
  public List<TensorType> infer(List<TensorType> inputs) {
    TensorType type = inputs.getFirst().withSample(sample);
    if (type.sampleSize() != inputs.getFirst().sampleSize()) {
      throw new IllegalArgumentException("reshape of " + inputs + " to " + type);
    }
    return List.of(type);
  }

  @Override
  public List<Value> gradient(Gradients gradients, Node node, List<Value> resultGrads) {
    ReshapeOp back = new ReshapeOp(node.input(0).type().sampleDims());
    return List.of(gradients.add(node.input(0).name() + "Grad", back, resultGrads).result());
  }

  @Override
  public List<Algorithm> algorithms() {
    return List.of(View.INSTANCE);
  }
}
