package dev.lanewise.runtime.program;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class ModelSpecTest {
  private final ModelSpec model =
      new ModelSpec(
          "Mlp",
          false,
          8,
          List.of(),
          List.of(),
          List.of(
              ParameterSpec.trained("hidden.weight", new int[] {4, 3}, Initialization.zeros()),
              ParameterSpec.trained("hidden.bias", new int[] {4}, Initialization.zeros())));

  private String refusal(String name) {
    return assertThrows(IllegalArgumentException.class, () -> model.parameterIndex(name))
        .getMessage();
  }

  @Test
  void parametersAreFoundByName() {
    assertEquals(1, model.parameterIndex("hidden.bias"));
  }

  @Test
  void aMisspeltNameIsAnsweredWithTheNearest() {
    assertEquals(
        "Mlp has no parameter \"hiden.wieght\", did you mean \"hidden.weight\"?"
            + " Its parameters are hidden.weight, hidden.bias",
        refusal("hiden.wieght"));
  }

  @Test
  void aStrangeNameIsAnsweredWithTheListAlone() {
    assertEquals(
        "Mlp has no parameter \"x\". Its parameters are hidden.weight, hidden.bias", refusal("x"));
  }

  @Test
  void shapesCannotBeChangedThroughASpecification() {
    int[] shape = {4, 3};
    ParameterSpec parameter = ParameterSpec.trained("w", shape, Initialization.zeros());
    shape[0] = 9;
    parameter.shape()[1] = 9;
    assertArrayEquals(new int[] {4, 3}, parameter.shape());
    assertEquals(12, parameter.size());
  }

  @Test
  void realsHaveTheModelsPrecision() {
    assertInstanceOf(float[].class, model.newReals(3));
    assertInstanceOf(
        double[].class, new ModelSpec("D", true, 1, List.of(), List.of(), List.of()).newReals(3));
  }
}
