package dev.lanewise.processor.graph;

import java.util.ArrayList;
import java.util.List;

/**
 * An array the user hands over.
 *
 * @param classes for a class label the number of classes, otherwise 0
 */
public record InputOp(Kind kind, TensorType declared, int classes) implements BatchSource {
  /** What the array holds. */
  public enum Kind {
    DATA,
    CLASS_LABEL,
    LABEL;

    /** Whether training alone has it, for losses to compare with. */
    public boolean isLabel() {
      return this != DATA;
    }
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
    return new InputOp(kind, new TensorType(declared.dtype(), dims), classes);
  }

  @Override
  public String attributes() {
    return kind.name().toLowerCase() + (classes > 0 ? ", classes=" + classes : "");
  }
}
