package dev.lanewise.processor.loop;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a target emits for a model: its interface, and a program for each width.
 *
 * @param card layers, shapes, parameters and costs as text
 * @param inputs arrays of predict and training, in the order of the declaration
 * @param steps of a model that predicts step by step
 */
public record ModelUnit(
    String packageName,
    String name,
    boolean visible,
    DType real,
    int batch,
    List<Input> inputs,
    List<Output> outputs,
    List<Parameter> parameters,
    String card,
    Optional<Steps> steps,
    List<ProgramUnit> programs) {

  /**
   * @param kind DATA, TOKENS, STEPS, CLASS_LABEL or LABEL
   * @param shape of one sample
   * @param ignored the class label that stands for none
   * @param predicted whether prediction reads it; a label is for training alone
   */
  public record Input(
      String name,
      Buffer buffer,
      String kind,
      List<Integer> shape,
      int classes,
      OptionalInt ignored,
      boolean predicted) {
    /** Whether a call must check that all values are tokens. */
    public boolean isTokens() {
      return kind.equals("TOKENS");
    }

    /** Whether it is a sample's number of steps: one sample has one, and no array. */
    public boolean isSteps() {
      return kind.equals("STEPS");
    }

    /** The same of another shape. */
    public Input withShape(List<Integer> other) {
      return new Input(name, buffer, kind, other, classes, ignored, predicted);
    }

    /** Whether a call for one sample takes a number in the place of an array. */
    public boolean isNumber() {
      return isSteps() || isTokens() && shape.isEmpty();
    }

    public int width() {
      return shape.stream().reduce(1, Math::multiplyExact);
    }
  }

  /** What a stepper takes and gives: shapes of a single step. */
  public record Steps(List<Input> inputs, List<Output> outputs) {}

  /**
   * A result of predict.
   *
   * @param shape of one sample
   * @param steps name of the input that says how many steps of it a sample has, where that varies
   */
  public record Output(String name, Buffer buffer, List<Integer> shape, Optional<String> steps) {
    public int width() {
      return shape.stream().reduce(1, Math::multiplyExact);
    }
  }

  /**
   * What lives in the array of weights.
   *
   * @param kind TRAINED, BUFFER or CONSTANT
   * @param scheme name of the runtime's initialisation
   * @param arguments the initialisation's; of a constant its values
   */
  public record Parameter(
      String name,
      String kind,
      List<Integer> shape,
      String scheme,
      List<? extends Number> arguments) {
    public boolean isTrained() {
      return kind.equals("TRAINED");
    }

    public boolean isConstant() {
      return kind.equals("CONSTANT");
    }
  }

  public boolean trainable() {
    return programs.getFirst().train().isPresent();
  }

  /** Parameters and buffers, which are saved. */
  public List<Parameter> savedParameters() {
    return parameters.stream().filter(p -> !p.isConstant()).toList();
  }

  public List<Parameter> constants() {
    return parameters.stream().filter(Parameter::isConstant).toList();
  }

  public List<Input> predictInputs() {
    return inputs.stream().filter(Input::predicted).toList();
  }
}
