package dev.lanewise.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class BackpropagationTest {
  /**
   * The nine digits that Mazur's worked example gives; it steps at a rate of 0.5, here the rate is
   * 0.1.
   */
  @Test
  void oneStepGivesTheTextbooksNumbers() {
    Backpropagation.Result result = Backpropagation.run();
    assertEquals(0.3775, result.netH1(), 1e-12);
    assertEquals(0.593269992, result.outH1(), 1e-9);
    assertEquals(0.274811083, result.errorO1(), 1e-9);
    assertEquals(0.298371109, result.errorTotal(), 1e-9);
    assertEquals(0.082167041, result.weightGrad(), 1e-9);
    assertEquals(0.40 - 0.1 * 0.082167041, result.weight(), 1e-9);
  }
}
