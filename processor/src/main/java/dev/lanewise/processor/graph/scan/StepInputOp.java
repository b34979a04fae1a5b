package dev.lanewise.processor.graph.scan;

import dev.lanewise.processor.graph.Op;
import dev.lanewise.processor.graph.TensorType;
import java.util.List;

/**
 * What the graph of a step reads from outside.
 *
 * @param argument index among the inputs of the scan; -1 for a state that starts at zero
 * @param declared the type of one step's value
 */
public record StepInputOp(Kind kind, int argument, TensorType declared) implements Op {
  /** How the value changes from step to step. */
  public enum Kind {
    /** It is what the step before made of it. */
    STATE,
    /** It is the element of a sequence at the step. */
    SEQUENCE,
    /** It stays. */
    INVARIANT
  }

  @Override
  public String mnemonic() {
    return kind.name().toLowerCase();
  }

  @Override
  public String attributes() {
    return argument < 0 ? "zero" : "argument " + argument;
  }

  @Override
  public List<TensorType> infer(List<TensorType> inputs) {
    return List.of(declared);
  }
}
