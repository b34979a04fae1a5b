package dev.lanewise.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lanewise.runtime.program.ParameterSpec;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class Lenet5Test {
  /**
   * The paper counts 156 in C1, 48,120 in C5 and 10,164 in F6; its C3 reads fewer channels, and its
   * output is fixed.
   */
  @Test
  void layersHaveTheParametersOfThePaper() {
    Map<String, Integer> sizes =
        Lenet5Net.create(1).parameters().stream()
            .collect(
                Collectors.groupingBy(
                    parameter -> parameter.name().split("\\.")[0],
                    Collectors.summingInt(Lenet5Test::size)));
    assertEquals(Map.of("c1", 156, "c3", 2416, "c5", 48_120, "f6", 10_164, "scores", 850), sizes);
  }

  private static int size(ParameterSpec parameter) {
    return Arrays.stream(parameter.shape()).reduce(1, Math::multiplyExact);
  }
}
