package dev.lanewise.samples;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CharactersTest {
  @Test
  void charactersAreNumberedInTheirOrder() {
    Characters text = Characters.of("to be");
    assertEquals(" beot", text.alphabet());
    assertArrayEquals(new int[] {4, 3, 0, 1, 2}, text.text());
    assertArrayEquals(new int[] {0, 1}, text.slice(2, 4).text());
  }

  @Test
  void bitsAreLogarithmsOfProbabilities() {
    assertEquals(1.75, Characters.of("aaaabbcd").bits(), 1e-12);
    float[] scores = {0, 0, (float) Math.log(2)};
    assertEquals(2, Characters.bits(scores, 0), 1e-6);
    assertEquals(1, Characters.bits(scores, 2), 1e-6);
  }

  @Test
  void temperatureSaysHowOftenTheHighestIsDrawn() {
    float[] scores = {(float) Math.log(1), (float) Math.log(2), (float) Math.log(5)};
    assertArrayEquals(new double[] {1 / 8.0, 2 / 8.0, 5 / 8.0}, shares(scores, 1), 0.01);
    assertArrayEquals(new double[] {1 / 30.0, 4 / 30.0, 25 / 30.0}, shares(scores, 0.5), 0.01);
    assertArrayEquals(new double[] {0, 0, 1}, shares(scores, 1e-3), 1e-9);
  }

  private static double[] shares(float[] scores, double temperature) {
    SplittableRandom random = new SplittableRandom(1);
    double[] shares = new double[scores.length];
    for (int i = 0; i < 20_000; i++) {
      shares[Characters.draw(scores, temperature, random)] += 1 / 20_000.0;
    }
    return shares;
  }
}
