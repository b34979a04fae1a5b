package dev.lanewise.processor.ops.dense;

import dev.lanewise.processor.diagnostics.Origin;
import dev.lanewise.processor.graph.Algorithm;
import dev.lanewise.processor.graph.Foldable;
import dev.lanewise.processor.graph.FusedOp;
import dev.lanewise.processor.graph.GraphBuilder;
import dev.lanewise.processor.graph.Node;
import dev.lanewise.processor.graph.Op;
import dev.lanewise.processor.graph.Separable;
import dev.lanewise.processor.graph.TensorType;
import dev.lanewise.processor.graph.Value;
import dev.lanewise.processor.ops.arithmetic.ScaleShiftOp;
import dev.lanewise.processor.ops.arithmetic.StretchedOp;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;

/** {@code y = x W' + b}: inputs x, weights [units][features], and the bias where there is one. */
public record DenseOp(int units, boolean bias) implements FusedOp.Root, Foldable, Separable {
  @Override
  public String mnemonic() {
    return "dense";
  }

  @Override
  public boolean isWeight(int input) {
    return input == 1;
  }

  @Override
  public List<TensorType> infer(List<TensorType> inputs) {
    if (!inputs.get(1).shape().equals(List.of(units, inputs.getFirst().last().size()))) {
      throw new IllegalArgumentException("dense of " + inputs);
    }
    return List.of(inputs.getFirst().withLast(units));
  }

  @Override
  public List<Value> gradient(Gradients gradients, Node node, List<Value> resultGrads) {
    Value x = node.input(0);
    Value weight = node.input(1);
    Value yGrad = resultGrads.getFirst();
    List<Value> grads = new ArrayList<>();
    grads.add(
        gradients.needs(x)
            ? gradients
                .add(
                    x.name() + "Grad",
                    new DenseInputGradOp(x.type().last().size()),
                    List.of(yGrad, weight))
                .result()
            : null);
    List<Value> read = List.of(x, yGrad);
    Op sums = new DenseWeightGradOp(bias);
    grads.addAll(gradients.add(weight.name() + "Grad", sums, read).results());
    return grads;
  }

  @Override
  public List<Integer> scaleShape(Node node) {
    return List.of(units);
  }

  /**
   * {@code (x W' + b) s + t = x (s W)' + (b s + t)}. The parameters' part belongs to whoever
   * scales.
   */
  @Override
  public Value fold(
      GraphBuilder graph, Node node, String name, List<Value> inputs, Value scale, Value shift) {
    Origin origin = scale.node().origin();
    Value weight = inputs.get(1);
    List<Value> weights = List.of(weight, scale);
    Value scaled =
        graph.add(weight.name() + "Scaled", new ScaleOutputsOp(), weights, origin).result();
    Value shifted = shift;
    if (bias) {
      List<Value> operands = List.of(inputs.get(2), scale, shift);
      Op op = StretchedOp.of(new ScaleShiftOp(), operands);
      shifted = graph.add(inputs.get(2).name() + "Shifted", op, operands, origin).result();
    }
    List<Value> folded = List.of(inputs.getFirst(), scaled, shifted);
    return graph.add(name, new DenseOp(units, true), folded, node.origin()).result();
  }

  @Override
  public Optional<Value> separate(
      GraphBuilder graph, Node node, List<Value> inputs, ToIntFunction<Value> rank) {
    return new SeparateFeatures(this, graph, node, inputs, rank).sum();
  }

  @Override
  public long flops(Node node) {
    long features = node.input(0).type().last().size();
    return units * (2 * features + (bias ? 1 : 0));
  }

  @Override
  public List<Algorithm> algorithms() {
    return List.of(new MatrixProduct());
  }
}
