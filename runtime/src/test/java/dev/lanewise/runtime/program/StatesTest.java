package dev.lanewise.runtime.program;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

/** States in an arena of nine, two and one of them, with what pads them. */
class StatesTest {
  private final States states = States.of(2, 8, 2, 2, 6, 1);

  @Test
  void areSavedWithoutWhatPadsThem() {
    double[] arena = {9, 9, 1, 2, 7, 7, 3, 7, 9};
    double[] state = new double[states.size()];
    states.save("Model", arena, 5, state);
    assertArrayEquals(new double[] {1, 2, 3, 5}, state);
    double[] other = new double[9];
    assertEquals(5, states.restore("Model", state, other));
    assertArrayEquals(new double[] {0, 0, 1, 2, 0, 0, 3, 0, 0}, other);
  }

  @Test
  void areClearedWithWhatPadsThem() {
    float[] arena = {9, 9, 1, 2, 7, 7, 3, 7, 9};
    states.clear(arena);
    assertArrayEquals(new float[] {9, 9, 0, 0, 0, 0, 0, 0, 9}, arena);
  }

  /** What counts in powers of two does not see the round. */
  @Test
  void stepsAreCountedForEver() {
    int last = (1 << 24) - 1;
    assertEquals(1, States.next(0));
    for (int length = 1; length <= 1 << 23; length *= 2) {
      assertEquals((last + 1) % length, States.next(last) % length);
    }
    assertEquals(last, (int) (float) last);
  }

  @Test
  void whatIsNoStateIsRefused() {
    float[] arena = new float[9];
    assertEquals(
        "Model: expected 4 values of state, got 3",
        assertThrows(
                IllegalArgumentException.class, () -> states.restore("Model", new float[3], arena))
            .getMessage());
    for (float steps : new float[] {-1, 0.5f, Float.NaN, 1 << 24}) {
      assertThrows(
          IllegalArgumentException.class,
          () -> states.restore("Model", new float[] {1, 1, 1, steps}, arena));
    }
    assertArrayEquals(new float[9], arena);
  }
}
