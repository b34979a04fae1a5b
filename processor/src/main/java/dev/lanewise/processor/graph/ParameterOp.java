package dev.lanewise.processor.graph;

import java.util.List;

/** A trained array, under the name it has in PyTorch's state_dict. */
public record ParameterOp(TensorType declared, Initialization initialization) implements Op {
  /**
   * How the first values are drawn.
   *
   * @param scheme the name of the runtime's factory, such as {@code heUniform}
   * @param fans the factory's arguments: fan-in, fan-in and fan-out, a constant, or none
   */
  public record Initialization(String scheme, List<? extends Number> fans) {}

  @Override
  public String mnemonic() {
    return "parameter";
  }

  @Override
  public List<TensorType> infer(List<TensorType> inputs) {
    return List.of(declared);
  }

  @Override
  public String attributes() {
    return initialization.scheme();
  }
}
