package dev.lanewise.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.runtime.Network;
import org.junit.jupiter.api.Test;

class GmrtLinearTest {
  private static final Network FLOATS = RadioReport.train(GmrtLinearModelNet.create(1));

  @Test
  void strongSignalsAreToldApart() {
    assertTrue(RadioReport.accuracy(FLOATS, 12) > 0.97);
  }

  @Test
  void weakerSignalsAreHarder() {
    assertTrue(RadioReport.accuracy(FLOATS, 8) > RadioReport.accuracy(FLOATS, 5) + 0.05);
    assertTrue(RadioReport.accuracy(FLOATS, 5) > RadioReport.accuracy(FLOATS, 3) + 0.05);
  }

  /** Noise of signal to noise 0, whatever it is called: one in four is right by chance. */
  @Test
  void nothingIsSeenWhereNothingIs() {
    assertEquals(0.25, RadioReport.accuracy(FLOATS, 0), 0.02);
  }

  @Test
  void doublesLearnTheSame() {
    Network doubles = RadioReport.train(GmrtLinearDoubleModelNet.create(1));
    for (double ratio : new double[] {4, 6, 8, 12}) {
      double expected = RadioReport.accuracy(FLOATS, ratio);
      assertEquals(expected, RadioReport.accuracy(doubles, ratio), 0.02);
    }
  }
}
