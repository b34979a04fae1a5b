package dev.lanewise.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.runtime.Network;
import dev.lanewise.samples.GmrtLinear.Latency;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GmrtLinearTest {
  private static final Network FLOATS = GmrtLinear.train(GmrtLinearModelNet.create(1));

  @Test
  void strongSignalsAreToldApart() {
    assertTrue(GmrtLinear.accuracy(FLOATS, 12) > 0.97);
  }

  @Test
  void weakerSignalsAreHarder() {
    assertTrue(GmrtLinear.accuracy(FLOATS, 8) > GmrtLinear.accuracy(FLOATS, 5) + 0.05);
    assertTrue(GmrtLinear.accuracy(FLOATS, 5) > GmrtLinear.accuracy(FLOATS, 3) + 0.05);
  }

  /** Noise of signal to noise 0, whatever it is called: one in four is right by chance. */
  @Test
  void nothingIsSeenWhereNothingIs() {
    assertEquals(0.25, GmrtLinear.accuracy(FLOATS, 0), 0.02);
  }

  @Test
  void doublesLearnTheSame() {
    Network doubles = GmrtLinear.train(GmrtLinearDoubleModelNet.create(1));
    for (double ratio : new double[] {4, 6, 8, 12}) {
      double expected = GmrtLinear.accuracy(FLOATS, ratio);
      assertEquals(expected, GmrtLinear.accuracy(doubles, ratio), 0.02);
    }
  }

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

  @Test
  void percentilesAreNearestRanks() {
    long[] nanos = LongStream.rangeClosed(1, 1000).map(i -> 1001 - i).toArray();
    assertEquals(new Latency(500, 990, 999), Latency.of(nanos));
  }
}
