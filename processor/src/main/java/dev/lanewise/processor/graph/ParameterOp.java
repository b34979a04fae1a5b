package dev.lanewise.processor.graph;

import java.util.List;

/** An array that lives with the weights, under the name it has in PyTorch's state_dict. */
public record ParameterOp(Kind kind, TensorType declared, Initialization initialization)
    implements Op {
  /** Who changes the array, and whether it is saved. */
  public enum Kind {
    /** The optimiser; saved. PyTorch's parameter. */
    TRAINED,
    /** Training's forward pass, such as running statistics; saved. PyTorch's buffer. */
    BUFFER,
    /** Nobody: what the user wrote into the model; not saved. */
    CONSTANT
  }

  /**
   * How the first values are drawn.
   *
   * @param scheme the name of the runtime's factory, such as {@code heUniform}
   * @param arguments the factory's: fan-in, fan-in and fan-out, a constant, or none; of a constant
   *     array all values
   */
  public record Initialization(String scheme, List<? extends Number> arguments) {
    public Initialization {
      arguments = List.copyOf(arguments);
    }

    /** Every element {@code value}. */
    public static Initialization constant(double value) {
      return new Initialization("constant", List.of(value));
    }
  }

  public boolean isTrained() {
    return kind == Kind.TRAINED;
  }

  public boolean isConstant() {
    return kind == Kind.CONSTANT;
  }

  @Override
  public String mnemonic() {
    return kind == Kind.TRAINED ? "parameter" : kind == Kind.BUFFER ? "buffer" : "constant";
  }

  @Override
  public List<TensorType> infer(List<TensorType> inputs) {
    return List.of(declared);
  }

  @Override
  public String attributes() {
    return isConstant()
        ? initialization.arguments().toString().replaceAll("[\\[\\],]", "")
        : initialization.scheme();
  }
}
