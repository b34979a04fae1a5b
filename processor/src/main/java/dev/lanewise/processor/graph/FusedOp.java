package dev.lanewise.processor.graph;

import dev.lanewise.processor.loop.Expr;
import dev.lanewise.processor.loop.KernelBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

/**
 * An op with elementwise ops applied to its result before it is stored. Inputs are the root's, then
 * each step's further operands.
 *
 * @param root an {@link Elementwise} or a {@link Root}
 */
public record FusedOp(Op root, int rootInputs, List<Step> steps) implements Op {
  /** An op that can apply steps to its only result in registers. */
  public interface Root extends Op {
    /**
     * Whether a further operand of a step may also be one number for each channel, the same in all
     * samples and pixels: without batch axis, axes of size 1 behind the first.
     */
    default boolean takesChannels() {
      return false;
    }
  }

  /** An op that is elementwise but for operands that stretch. */
  public interface Stretched extends Op {
    Elementwise of();
  }

  /** An op that reads the value so far as its first input, and {@code operands} further ones. */
  public record Step(Elementwise op, int operands) {}

  /** The view of any op as a root with steps. */
  public static FusedOp of(Node node) {
    return node.op() instanceof FusedOp fused
        ? fused
        : new FusedOp(node.op(), node.inputs().size(), List.of());
  }

  /** Adds a step. */
  public FusedOp then(Elementwise op, int operands) {
    List<Step> longer = new ArrayList<>(steps);
    longer.add(new Step(op, operands));
    return new FusedOp(root, rootInputs, List.copyOf(longer));
  }

  /**
   * The steps applied to a value of the root; {@code operand} gives the node's input of an index.
   */
  public Expr epilogue(KernelBuilder k, Expr value, IntFunction<Expr> operand) {
    int next = rootInputs;
    for (Step step : steps) {
      List<Expr> inputs = new ArrayList<>();
      inputs.add(steps.size() > 1 || step.operands > 0 ? k.let("v", value) : value);
      for (int i = 0; i < step.operands; i++) {
        inputs.add(operand.apply(next++));
      }
      value = step.op.apply(k, inputs);
    }
    return value;
  }

  /** Whether the result is zero where the root's result, and operands as given, are. */
  public boolean zero(boolean rootZero, IntFunction<Boolean> operandZero) {
    int next = rootInputs;
    boolean zero = rootZero;
    for (Step step : steps) {
      List<Boolean> inputs = new ArrayList<>(List.of(zero));
      for (int i = 0; i < step.operands; i++) {
        inputs.add(operandZero.apply(next++));
      }
      zero = step.op.zero(inputs);
    }
    return zero;
  }

  @Override
  public String mnemonic() {
    return root.mnemonic()
        + steps.stream().map(step -> "+" + step.op.mnemonic()).collect(Collectors.joining());
  }

  @Override
  public String attributes() {
    return root.attributes();
  }

  @Override
  public List<TensorType> infer(List<TensorType> inputs) {
    return root.infer(inputs.subList(0, rootInputs));
  }

  @Override
  public List<Algorithm> algorithms() {
    return root.algorithms();
  }
}
