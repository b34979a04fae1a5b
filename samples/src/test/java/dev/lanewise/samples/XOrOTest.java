package dev.lanewise.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class XOrOTest {
  @Test
  void otherPicturesAreToldApart() {
    double accuracy = XOrO.accuracy(XOrO.train(XOrO.drawings(2000, 1)), XOrO.drawings(2000, 2));
    assertTrue(accuracy > 0.97, "accuracy " + accuracy);
  }

  @Test
  void nothingIsKnownBeforeTraining() {
    double accuracy = XOrO.accuracy(XOrOModelNet.create(1), XOrO.drawings(2000, 2));
    assertEquals(0.5, accuracy, 0.1);
  }

  @Test
  void linesAreWhereTheLettersHaveThem() {
    assertEquals(0, Letter.X.distance(0, 0));
    assertEquals(0, Letter.X.distance(0.5, -0.5));
    assertEquals(Math.sqrt(0.5), Letter.X.distance(1, 0), 1e-12);
    assertEquals(1, Letter.O.distance(0, 0));
    assertEquals(0, Letter.O.distance(0.6, -0.8), 1e-12);
  }
}
