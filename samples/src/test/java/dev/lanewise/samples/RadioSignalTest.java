package dev.lanewise.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RadioSignalTest {
  /** The same noise with the signal and without leaves the signal. */
  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NOISE")
  void theSignalHasTheStrengthAskedFor(RadioSignal signal) {
    for (int seed = 0; seed < 50; seed++) {
      float[] with = signal.window(9, new SplittableRandom(seed));
      float[] without = signal.window(0, new SplittableRandom(seed));
      double squares = 0;
      for (int i = 0; i < with.length; i++) {
        squares += (with[i] - without[i]) * (with[i] - without[i]);
      }
      assertEquals(9, Math.sqrt(squares), 1e-4);
    }
  }
}
