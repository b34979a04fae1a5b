package dev.lanewise.processor.graph;

import dev.lanewise.processor.graph.sequence.FoldOp;
import dev.lanewise.processor.graph.sequence.WithStepsOp;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * An array the user hands over.
 *
 * @param classes of tokens, class labels and numbers of steps how many different ones there are,
 *     otherwise 0
 * @param ignored the class label that losses leave out
 */
public record InputOp(Kind kind, TensorType declared, int classes, OptionalInt ignored)
    implements BatchSource {
  /** What the array holds. */
  public enum Kind {
    DATA,
    TOKENS,
    STEPS,
    CLASS_LABEL,
    LABEL;

    /** Whether training alone has it, for losses to compare with. */
    public boolean isLabel() {
      return this == CLASS_LABEL || this == LABEL;
    }
  }

  /** The input that a value is, perhaps with numbers of steps, or with its steps as rows. */
  public static Optional<InputOp> of(Value value) {
    return value.node().op() instanceof FoldOp || value.node().op() instanceof WithStepsOp
        ? of(value.node().input(0))
        : Optional.of(value.node().op()).filter(InputOp.class::isInstance).map(InputOp.class::cast);
  }

  public InputOp(Kind kind, TensorType declared, int classes) {
    this(kind, declared, classes, OptionalInt.empty());
  }

  @Override
  public String mnemonic() {
    return "input";
  }

  @Override
  public List<TensorType> infer(List<TensorType> inputs) {
    return List.of(declared);
  }

  @Override
  public Op withRows(Dim rows) {
    List<Dim> dims = new ArrayList<>(declared.dims());
    dims.set(0, rows);
    return new InputOp(kind, new TensorType(declared.dtype(), dims), classes, ignored);
  }

  @Override
  public String attributes() {
    return kind.name().toLowerCase()
        + (classes > 0 ? ", classes=" + classes : "")
        + (ignored.isPresent() ? ", ignored=" + ignored.getAsInt() : "");
  }
}
