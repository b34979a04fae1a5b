package dev.lanewise.runtime.program;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class InitializationTest {
  private static final int MANY = 100_000;

  private static double[] filled(Initialization initialization, int length) {
    double[] values = new double[length];
    initialization.fill(values, new int[] {length}, 1, "a.weight");
    return values;
  }

  private static void assertMoments(double deviation, double[] values) {
    double mean = Arrays.stream(values).average().orElseThrow();
    double variance = Arrays.stream(values).map(v -> v * v).average().orElseThrow();
    assertEquals(0, mean, 4 * deviation / Math.sqrt(values.length));
    assertEquals(deviation, Math.sqrt(variance), 0.01 * deviation);
  }

  @Test
  void uniformValuesFillTheirIntervalAndNoMore() {
    double bound = 1 / Math.sqrt(50);
    double[] values = filled(Initialization.defaultLinear(50), MANY);
    assertMoments(bound / Math.sqrt(3), values);
    assertTrue(Arrays.stream(values).max().orElseThrow() <= bound);
    assertTrue(Arrays.stream(values).max().orElseThrow() > 0.999 * bound);
    assertTrue(Arrays.stream(values).min().orElseThrow() >= -bound);
    assertTrue(Arrays.stream(values).min().orElseThrow() < -0.999 * bound);
  }

  @Test
  void someUniformValuesAreShiftedAndTheOthersAreNot() {
    double[] plain = filled(Initialization.uniform(0.25), 12);
    double[] shifted = filled(Initialization.shiftedUniform(0.25, 4, 3, 1.5), 12);
    for (int i = 0; i < 12; i++) {
      assertEquals(plain[i] + (i >= 4 && i < 7 ? 1.5 : 0), shifted[i]);
    }
  }

  @Test
  void variancesAreThoseOfTheirPapers() {
    assertMoments(Math.sqrt(2.0 / 80), filled(Initialization.glorotUniform(30, 50), MANY));
    assertMoments(Math.sqrt(2.0 / 80), filled(Initialization.glorotNormal(30, 50), MANY));
    assertMoments(Math.sqrt(2.0 / 30), filled(Initialization.heUniform(30), MANY));
    assertMoments(Math.sqrt(2.0 / 30), filled(Initialization.heNormal(30), MANY));
    assertMoments(Math.sqrt(1.0 / 30), filled(Initialization.lecunUniform(30), MANY));
    assertMoments(Math.sqrt(1.0 / 30), filled(Initialization.lecunNormal(30), MANY));
  }

  @Test
  void aGainMultipliesTheValues() {
    assertMoments(3 * Math.sqrt(2.0 / 80), filled(Initialization.glorotUniform(30, 50, 3), MANY));
    assertMoments(3 * Math.sqrt(2.0 / 80), filled(Initialization.glorotNormal(30, 50, 3), MANY));
    assertMoments(0.5 * Math.sqrt(2.0 / 30), filled(Initialization.heUniform(30, 0.5), MANY));
    assertMoments(0.5 * Math.sqrt(2.0 / 30), filled(Initialization.heNormal(30, 0.5), MANY));
    assertMoments(2 * Math.sqrt(1.0 / 30), filled(Initialization.lecunUniform(30, 2), MANY));
    assertMoments(2 * Math.sqrt(1.0 / 30), filled(Initialization.lecunNormal(30, 2), MANY));
    assertMoments(0.7, filled(Initialization.normal(0.7), MANY));
    assertMoments(0.7 / Math.sqrt(3), filled(Initialization.uniform(0.7), MANY));
  }

  /** The variance of a normal distribution without what lies beyond two deviations. */
  @Test
  void truncatedValuesStayWithinTwoDeviations() {
    double[] values = filled(Initialization.truncatedNormal(0.1), MANY);
    double density = Math.exp(-2) / Math.sqrt(2 * Math.PI);
    assertMoments(0.1 * Math.sqrt(1 - 4 * density / 0.9544997361036416), values);
    assertTrue(Arrays.stream(values).allMatch(v -> Math.abs(v) <= 0.2));
    assertTrue(Arrays.stream(values).anyMatch(v -> v > 0.199));
    double within = Arrays.stream(values).filter(v -> Math.abs(v) < 0.1).count();
    assertEquals(0.6826894921 / 0.9544997361, within / MANY, 0.01);
  }

  @Test
  void normalValuesLieWithinTheirDeviationsAsOftenAsTheyShould() {
    double deviation = Math.sqrt(2.0 / 30);
    double[] values = filled(Initialization.heNormal(30), MANY);
    double within = Arrays.stream(values).filter(v -> Math.abs(v) < deviation).count();
    assertEquals(0.6827, within / MANY, 0.01);
    assertTrue(Arrays.stream(values).allMatch(Double::isFinite));
  }

  @Test
  void constantsAreConstant() {
    assertArrayEquals(new double[3], filled(Initialization.zeros(), 3));
    assertArrayEquals(new double[] {2, 2}, filled(Initialization.constant(2), 2));
  }

  @Test
  void floatsAreTheRoundedDoubles() {
    float[] floats = new float[100];
    Initialization.heNormal(3).fill(floats, new int[] {100}, 1, "a.weight");
    double[] doubles = filled(Initialization.heNormal(3), 100);
    for (int i = 0; i < 100; i++) {
      assertEquals((float) doubles[i], floats[i]);
    }
  }

  @Test
  void valuesDependOnSeedAndNameAndNothingElse() {
    double[] values = filled(Initialization.heUniform(3), 100);
    assertArrayEquals(values, filled(Initialization.heUniform(3), 100));
    assertArrayEquals(Arrays.copyOf(values, 10), filled(Initialization.heUniform(3), 10));
    double[] other = new double[100];
    Initialization.heUniform(3).fill(other, new int[] {100}, 1, "b.weight");
    assertFalse(Arrays.equals(values, other));
    Initialization.heUniform(3).fill(other, new int[] {100}, 2, "a.weight");
    assertFalse(Arrays.equals(values, other));
  }

  @Test
  void theBitsNeverChangeFromReleaseToRelease() {
    assertArrayEquals(
        new double[] {0.7993877823986335, -0.14250259182026936},
        filled(Initialization.heUniform(6), 2));
    assertArrayEquals(
        new double[] {-1.9332001644252297, -2.4380124495989013},
        filled(Initialization.heNormal(2), 2));
  }

  @Test
  void randomBitsAreThoseOfSplitMix64() {
    // Vigna's splitmix64.c seeded with 1234567.
    assertEquals(6457827717110365317L, CounterRandom.bits(1234567, 0));
    assertEquals(3203168211198807973L, CounterRandom.bits(1234567, 1));
  }

  @Test
  void numbersBelowABoundAreEvenlySpread() {
    int[] counts = new int[7];
    for (int i = 0; i < 70_000; i++) {
      counts[CounterRandom.below(7, CounterRandom.key(3, 4), i)]++;
    }
    for (int count : counts) {
      assertEquals(10_000, count, 400);
    }
  }
}
