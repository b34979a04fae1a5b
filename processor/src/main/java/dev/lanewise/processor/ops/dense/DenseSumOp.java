package dev.lanewise.processor.ops.dense;

import dev.lanewise.processor.graph.Algorithm;
import dev.lanewise.processor.graph.GraphBuilder;
import dev.lanewise.processor.graph.Node;
import dev.lanewise.processor.graph.Op;
import dev.lanewise.processor.graph.TensorType;
import dev.lanewise.processor.graph.Value;
import dev.lanewise.processor.ops.arithmetic.AddOp;
import dev.lanewise.processor.ops.arithmetic.StretchedOp;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * {@code y = x W' + h V' + b}, of a step: inputs x, W [units][features], h, V, and the bias where
 * there is one. Each second step reads all weights from the last to the first, and so begins with
 * those that the step before it has left in the cache.
 */
record DenseSumOp(int units, boolean bias) implements ProductOp {
  /**
   * Adds the sum of two products.
   *
   * @param first of a {@link DenseOp}, as the second, and of as many units
   */
  static Value of(GraphBuilder graph, String name, Node first, Node second) {
    List<Value> inputs = new ArrayList<>(first.inputs().subList(0, 2));
    inputs.addAll(second.inputs().subList(0, 2));
    List<Value> biases =
        Stream.of(first, second).flatMap(node -> node.inputs().stream().skip(2)).toList();
    if (biases.size() == 2) {
      Op op = StretchedOp.of(new AddOp(), biases);
      inputs.add(graph.add(name + "Bias", op, biases, first.origin()).result());
    } else {
      inputs.addAll(biases);
    }
    DenseSumOp sum = new DenseSumOp(((DenseOp) first.op()).units(), !biases.isEmpty());
    return graph.add(name, sum, inputs, first.origin()).result();
  }

  @Override
  public String mnemonic() {
    return "dense_sum";
  }

  @Override
  public int terms() {
    return 2;
  }

  @Override
  public List<TensorType> infer(List<TensorType> inputs) {
    for (int term = 0; term < terms(); term++) {
      TensorType x = inputs.get(2 * term);
      if (!inputs.get(2 * term + 1).shape().equals(List.of(units, x.last().size()))) {
        throw new IllegalArgumentException("dense_sum of " + inputs);
      }
    }
    return List.of(inputs.getFirst().withLast(units));
  }

  @Override
  public long flops(Node node) {
    long features = node.input(0).type().last().size() + node.input(2).type().last().size();
    return units * (2 * features + (bias ? 1 : 0));
  }

  @Override
  public List<Algorithm> algorithms() {
    return List.of(new MatrixProduct());
  }
}
