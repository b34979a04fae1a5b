package dev.lanewise.runtime.program;

import java.util.List;

/**
 * What a model is, whatever the width of the program that runs it.
 *
 * @param name the model interface's simple name, which error messages use
 * @param doublePrecision whether reals are {@code double}
 * @param batch the most rows of one batched prediction or training step
 * @param inputs in order of declaration
 * @param outputs in order of declaration
 * @param parameters what is saved, in the order in which every {@link Packing} of the model holds
 *     it
 * @param constants in the order in which packings hold them behind the parameters
 */
public record ModelSpec(
    String name,
    boolean doublePrecision,
    int batch,
    List<InputSpec> inputs,
    List<OutputSpec> outputs,
    List<ParameterSpec> parameters,
    List<ConstantSpec> constants) {

  /** A model without constants. */
  public ModelSpec(
      String name,
      boolean doublePrecision,
      int batch,
      List<InputSpec> inputs,
      List<OutputSpec> outputs,
      List<ParameterSpec> parameters) {
    this(name, doublePrecision, batch, inputs, outputs, parameters, List.of());
  }

  /** Copies the lists, so that the record is immutable. */
  public ModelSpec {
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
    parameters = List.copyOf(parameters);
    constants = List.copyOf(constants);
  }

  /** A new array of reals, all zero. */
  public Object newReals(int size) {
    return doublePrecision ? new double[size] : new float[size];
  }

  /**
   * The position of a parameter in {@link #parameters()}.
   *
   * @throws IllegalArgumentException if there is none of that name; the message names the nearest
   *     and lists all
   */
  public int parameterIndex(String parameter) {
    for (int i = 0; i < parameters.size(); i++) {
      if (parameters.get(i).name().equals(parameter)) {
        return i;
      }
    }
    List<String> names = parameters.stream().map(ParameterSpec::name).toList();
    String meant = Spelling.suggestion(parameter, names);
    throw new IllegalArgumentException(
        name
            + " has no parameter \""
            + parameter
            + "\""
            + (meant.isEmpty() ? "." : meant)
            + " Its parameters are "
            + String.join(", ", names));
  }
}
