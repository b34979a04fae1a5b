package dev.lanewise.runtime.program;

import java.util.Arrays;

/** Where a stepper's arena holds what stays from step to step. */
public final class States {
  /** A power of two above the length of any history; as a float it is exact. */
  private static final int ROUND = 1 << 24;

  private final int first;
  private final int end;
  private final int[] places;
  private final int size;

  private States(int first, int end, int[] places) {
    this.first = first;
    this.end = end;
    this.places = places;
    int sum = 1;
    for (int i = 1; i < places.length; i += 2) {
      sum += places[i];
    }
    this.size = sum;
  }

  /**
   * The stretch of the arena from {@code first} until {@code end}, and of each state its offset and
   * how many elements it has.
   */
  public static States of(int first, int end, int... places) {
    return new States(first, end, places.clone());
  }

  /** Elements of all states, and of how many steps were taken. */
  public int size() {
    return size;
  }

  /**
   * The number of steps after one more. It counts in rounds, of which only the first begins at 0:
   * histories, whose lengths are powers of two, go on where they are.
   */
  public static int next(int passed) {
    return passed + 1 < ROUND ? passed + 1 : ROUND / 2;
  }

  /** Fills the arena's states with zeros. */
  public void clear(Object arena) {
    if (arena instanceof float[] floats) {
      Arrays.fill(floats, first, end, 0);
    } else {
      Arrays.fill((double[]) arena, first, end, 0);
    }
  }

  /**
   * Copies all states, and how many steps were taken.
   *
   * @throws IllegalArgumentException if the array has another length than {@link #size()}
   */
  public void save(String model, Object arena, int passed, Object state) {
    requireLength(model, state);
    int at = 0;
    for (int i = 0; i < places.length; i += 2) {
      System.arraycopy(arena, places[i], state, at, places[i + 1]);
      at += places[i + 1];
    }
    if (state instanceof float[] floats) {
      floats[at] = passed;
    } else {
      ((double[]) state)[at] = passed;
    }
  }

  /**
   * Copies saved states back.
   *
   * @return how many steps were taken
   * @throws IllegalArgumentException if the array has another length than {@link #size()}, or does
   *     not end with a number of steps; the arena stays as it was
   */
  public int restore(String model, Object state, Object arena) {
    requireLength(model, state);
    double last = state instanceof float[] floats ? floats[size - 1] : ((double[]) state)[size - 1];
    if (!(last >= 0 && last < ROUND && last == (int) last)) {
      throw new IllegalArgumentException(
          model + ": a saved state ends with a number of steps, found " + last);
    }
    int at = 0;
    for (int i = 0; i < places.length; i += 2) {
      System.arraycopy(state, at, arena, places[i], places[i + 1]);
      at += places[i + 1];
    }
    return (int) last;
  }

  private void requireLength(String model, Object state) {
    if (Reals.length(state) != size) {
      throw new IllegalArgumentException(
          model + ": expected " + size + " values of state, got " + Reals.length(state));
    }
  }
}
