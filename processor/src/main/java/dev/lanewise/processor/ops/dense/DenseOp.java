package dev.lanewise.processor.ops.dense;

import dev.lanewise.processor.diagnostics.Origin;
import dev.lanewise.processor.graph.Algorithm;
import dev.lanewise.processor.graph.Foldable;
import dev.lanewise.processor.graph.GraphBuilder;
import dev.lanewise.processor.graph.Node;
import dev.lanewise.processor.graph.Op;
import dev.lanewise.processor.graph.Separable;
import dev.lanewise.processor.graph.Summable;
import dev.lanewise.processor.graph.TensorType;
import dev.lanewise.processor.graph.Value;
import dev.lanewise.processor.graph.pack.RoundOp;
import dev.lanewise.processor.ops.arithmetic.ScaleShiftOp;
import dev.lanewise.processor.ops.arithmetic.StretchedOp;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;

/** {@code y = x W' + b}: inputs x, weights [units][features], and the bias where there is one. */
public record DenseOp(int units, boolean bias) implements ProductOp, Foldable, Separable, Summable {
  /** Bytes of the first-level cache. */
  private static final int L1_BYTES = 32 << 10;

  @Override
  public String mnemonic() {
    return "dense";
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

  /**
   * Of single rows, whose weights do not stay in the first-level cache: a {@link DenseSumOp} reads
   * them turning round.
   */
  @Override
  public Optional<Value> sum(GraphBuilder graph, String name, Node node, Node other) {
    boolean sums =
        other.op() instanceof DenseOp(int otherUnits, boolean b)
            && otherUnits == units
            && isOfOneRow(node)
            && isOfOneRow(other)
            && RoundOp.isResult(node.input(1)) == RoundOp.isResult(other.input(1))
            && weightBytes(node) + weightBytes(other) > L1_BYTES;
    return sums ? Optional.of(DenseSumOp.of(graph, name, node, other)) : Optional.empty();
  }

  private static boolean isOfOneRow(Node node) {
    TensorType x = node.input(0).type();
    return x.rows() == 1 && x.sampleDims().size() == 1;
  }

  private static long weightBytes(Node node) {
    TensorType weights = node.input(1).type();
    int bits = RoundOp.isResult(node.input(1)) ? 16 : weights.dtype().bits();
    return (long) weights.sampleSize() * bits / 8;
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
