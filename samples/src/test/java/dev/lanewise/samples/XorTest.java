package dev.lanewise.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class XorTest {
  private static final XorModelNet NET = Xor.train(1);

  @ParameterizedTest
  @CsvSource({"0, 0, 0", "0, 1, 1", "1, 0, 1", "1, 1, 0"})
  void aTrainedNetKnowsTheTable(float a, float b, float expected) {
    assertEquals(expected, NET.predict(new float[] {a, b})[0], 0.1f);
  }
}
