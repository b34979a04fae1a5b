package dev.lanewise.processor.graph;

import dev.lanewise.processor.loop.Expr;
import dev.lanewise.processor.loop.KernelBuilder;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * An op that maps equal positions of equally shaped inputs; it may fuse into the op that makes its
 * first input.
 */
public interface Elementwise extends Op {
  /** The result at one position (or one vector of positions). */
  Expr apply(KernelBuilder k, List<Expr> inputs);

  /** Whether the inputs may come in any order. */
  default boolean commutes() {
    return false;
  }

  /**
   * Whether the result is zero wherever the given inputs are; the others may be NaN there.
   *
   * @param zero by input whether it is zero
   */
  boolean zero(List<Boolean> zero);

  @Override
  default List<TensorType> infer(List<TensorType> inputs) {
    for (TensorType input : inputs) {
      if (!input.shape().equals(inputs.getFirst().shape())) {
        throw new IllegalArgumentException(mnemonic() + " of " + inputs);
      }
    }
    return List.of(inputs.getFirst());
  }

  /** Equal positions are of equal steps. */
  @Override
  default Optional<List<Value>> step(OneStep step) {
    return IntStream.range(0, step.inputs().size()).allMatch(step::hasSteps)
        ? step.as(this)
        : Op.super.step(step);
  }

  /** Counts one for each element, whatever the function costs. */
  @Override
  default long flops(Node node) {
    return node.types().getFirst().sampleSize();
  }

  @Override
  default List<Algorithm> algorithms() {
    return List.of(ElementwiseLoop.INSTANCE);
  }
}
