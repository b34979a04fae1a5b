package dev.lanewise.processor.loop;

import java.util.List;

/**
 * What a target emits for a model: its interface, and a program for each width.
 *
 * @param card layers, shapes, parameters and costs as text
 * @param inputs arrays of predict and training, in the order of the declaration
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
    List<ProgramUnit> programs) {

  /**
   * @param kind DATA, CLASS_LABEL or LABEL
   * @param shape of one sample
   * @param predicted whether prediction reads it; a label is for training alone
   */
  public record Input(
      String name,
      Buffer buffer,
      String kind,
      List<Integer> shape,
      int classes,
      boolean predicted) {
    public int width() {
      return shape.stream().reduce(1, Math::multiplyExact);
    }
  }

  /** A result of predict; shape of one sample. */
  public record Output(String name, Buffer buffer, List<Integer> shape) {
    public int width() {
      return shape.stream().reduce(1, Math::multiplyExact);
    }
  }

  /**
   * @param scheme name of the runtime's initialisation
   * @param fans its arguments
   */
  public record Parameter(
      String name, List<Integer> shape, String scheme, List<? extends Number> fans) {}

  public boolean trainable() {
    return programs.getFirst().train().isPresent();
  }

  public List<Input> predictInputs() {
    return inputs.stream().filter(Input::predicted).toList();
  }
}
