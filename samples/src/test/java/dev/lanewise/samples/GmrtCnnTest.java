package dev.lanewise.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.runtime.Network;
import org.junit.jupiter.api.Test;

class GmrtCnnTest {
  private static final Network FLOATS = GmrtLinear.train(GmrtCnnModelNet.create(1));

  @Test
  void strongSignalsAreToldApart() {
    assertTrue(GmrtLinear.accuracy(FLOATS, 12) > 0.97);
  }

  @Test
  void nothingIsSeenWhereNothingIs() {
    assertEquals(0.25, GmrtLinear.accuracy(FLOATS, 0), 0.02);
  }

  @Test
  void doublesLearnTheSame() {
    Network doubles = GmrtLinear.train(GmrtCnnDoubleModelNet.create(1));
    for (double ratio : new double[] {4, 8, 12}) {
      double expected = GmrtLinear.accuracy(FLOATS, ratio);
      assertEquals(expected, GmrtLinear.accuracy(doubles, ratio), 0.03);
    }
  }
}
