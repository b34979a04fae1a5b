package dev.lanewise.processor.graph;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What a node does: an immutable record of attributes. An op answers, in this order: what comes out
 * ({@link #infer}), how does it differentiate ({@link #gradient}), how is it computed ({@link
 * #algorithms}). What the user writes for it is the business of its {@link Room}.
 */
public interface Op {
  /** The name in dumps, such as {@code dense}. */
  String mnemonic();

  /** Attributes for dumps; empty where there are none. */
  default String attributes() {
    return "";
  }

  /**
   * Types of the results. Users' faults are found by the room before a node is made.
   *
   * @throws IllegalArgumentException if a pass built a node that cannot be
   */
  List<TensorType> infer(List<TensorType> inputs);

  /**
   * Adds the nodes that compute the gradients of the node's inputs.
   *
   * @param resultGrads the gradient of each result; null where none flows
   * @return a gradient for each input; null where none is defined
   */
  default List<Value> gradient(Gradients gradients, Node node, List<Value> resultGrads) {
    throw new IllegalStateException(mnemonic() + " has no gradient");
  }

  /**
   * Adds the nodes that compute the node at one step of a sequence, of those before and after which
   * nothing is known but what was kept. What works at each step by itself is what it is.
   *
   * @return the results; empty where the op needs other steps
   */
  default Optional<List<Value>> step(OneStep step) {
    boolean none = IntStream.range(0, step.inputs().size()).noneMatch(step::hasSteps);
    return step.isByRows() || none && !step.givesSteps()
        ? step.as(this)
        : step.refuse("computes with several steps at once");
  }

  /** Graphs that the op runs, such as the step of a scan. */
  default List<Graph> bodies() {
    return List.of();
  }

  /** The same op with other graphs in the place of its own. */
  default Op withBodies(List<Graph> bodies) {
    return this;
  }

  /**
   * Whether an input is weights that the op multiplies with or picks from, and reads just as well
   * where they are stored as bfloat16.
   */
  default boolean isWeight(int input) {
    return false;
  }

  /** Floating-point operations for one sample; a multiplication and an addition are two. */
  default long flops(Node node) {
    return 0;
  }

  /**
   * Ways to compute the node, the preferred first; the first that applies to the target is taken.
   */
  default List<Algorithm> algorithms() {
    throw new IllegalStateException(mnemonic() + " has no algorithm");
  }

  /** What an op's {@link #gradient} builds with. */
  interface Gradients {
    /** Adds a node of the backward pass. */
    Node add(String name, Op op, List<Value> inputs);

    /** The op that adds two values. */
    Op sum();

    /** Whether anybody asks for the gradient of a value: its work can be spared otherwise. */
    boolean needs(Value value);
  }
}
