package dev.lanewise.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class AirlinePassengersTest {
  @Test
  void foretellsBetterThanTheYearBefore() {
    AirlinePassengers learned = AirlinePassengers.train(300, 1);
    double error = AirlinePassengers.error(learned::forecast);
    double naive = AirlinePassengers.error(AirlinePassengers::asAYearBefore);
    assertTrue(error < 0.7 * naive, error + " and " + naive);
  }

  @Test
  void theSeriesIsBoxAndJenkinss() {
    assertEquals(144, AirlinePassengers.MONTHS);
    assertEquals(112, AirlinePassengers.thousands(0));
    assertEquals(622, AirlinePassengers.thousands(144 - 6));
    assertEquals(432, AirlinePassengers.thousands(143));
  }

  @Test
  void errorsAreRootsOfMeanSquares() {
    assertEquals(3, AirlinePassengers.error(month -> AirlinePassengers.thousands(month) - 3));
    double alternating =
        AirlinePassengers.error(
            month -> AirlinePassengers.thousands(month) + (month % 2 == 0 ? 6 : 8));
    assertEquals(Math.sqrt(50), alternating, 1e-12);
  }
}
