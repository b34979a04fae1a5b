package dev.lanewise.benchmarks.timing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

class RoundsTest {

  @Test
  void medianOfAnOddAndOfAnEvenNumberOfRounds() {
    assertEquals(3, new Rounds(new double[][] {{9, 1, 3}}).median(0).value());
    assertEquals(2.5, new Rounds(new double[][] {{9, 1, 2, 3}}).median(0).value());
  }

  @Test
  void ratioIsOfMedians() {
    Rounds rounds = new Rounds(new double[][] {{2, 2, 100}, {8, 6, 7}});
    assertEquals(3.5, rounds.ratio(1, 0).value());
  }

  @Test
  void rateIsWorkOverMedian() {
    assertEquals(5, new Rounds(new double[][] {{2, 2, 100}}).rate(0, 10).value());
  }

  @Test
  void shareOfWeightedMedians() {
    Rounds rounds = new Rounds(new double[][] {{2, 2, 100}, {3, 1, 3}, {20, 20, 1}});
    assertEquals((5 * 2 + 4 * 3) / 20.0, rounds.share(0, 5, 1, 4, 2).value());
  }

  @Test
  void differenceOfTwiceTheOneAndOnceTheOther() {
    Rounds rounds = new Rounds(new double[][] {{2, 2, 100}, {3, 1, 3}});
    assertEquals(1, rounds.difference(2, 0, 1).value());
  }

  @Test
  void constantRoundsLeaveNoDoubt() {
    assertEquals(new Estimate(4, 4, 4), new Rounds(new double[][] {{4, 4, 4, 4, 4}}).median(0));
  }

  @Test
  void intervalHoldsTheEstimateAndNarrowsWithMoreRounds() {
    Estimate few = noisy(51).ratio(0, 1);
    Estimate many = noisy(5001).ratio(0, 1);
    assertTrue(few.low() < few.value() && few.value() < few.high(), few.toString());
    assertTrue(many.high() - many.low() < (few.high() - few.low()) / 3, few + " " + many);
  }

  @Test
  void sameRoundsGiveTheSameBounds() {
    assertEquals(noisy(99).median(0), noisy(99).median(0));
  }

  private static Rounds noisy(int count) {
    Random random = new Random(7);
    double[][] nanos = new double[2][count];
    for (int i = 0; i < count; i++) {
      nanos[0][i] = 10 + random.nextDouble();
      nanos[1][i] = 5 + random.nextDouble();
    }
    return new Rounds(nanos);
  }
}
