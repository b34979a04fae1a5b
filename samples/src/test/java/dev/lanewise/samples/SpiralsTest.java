package dev.lanewise.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.runtime.program.ParameterSpec;
import java.util.List;
import org.junit.jupiter.api.Test;

class SpiralsTest {
  @Test
  void residualBlocksTellTheSpiralsApart() {
    double accuracy = Spirals.accuracy(Spirals.train(1), 2000, 2);
    assertTrue(accuracy > 0.97, "accuracy " + accuracy);
  }

  @Test
  void eachStepHasItsOwnParameters() {
    List<String> names =
        SpiralsModelNet.create(1).spec().parameters().stream().map(ParameterSpec::name).toList();
    assertEquals(2 + 3 * 4 + 2, names.size());
    assertTrue(names.contains("step2.hidden.weight"), names::toString);
  }
}
