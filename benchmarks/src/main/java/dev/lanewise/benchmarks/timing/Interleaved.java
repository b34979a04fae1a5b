package dev.lanewise.benchmarks.timing;

import java.util.Arrays;

/**
 * Runs contenders in turns.
 *
 * <pre>
 *   warm up:  a a a ... b b b ...        single calls, then slices grown to the length of a round
 *   record:   a b | b a | a b | ...      one slice each a round, whoever was first goes last in the next
 * </pre>
 */
public final class Interleaved {

  /**
   * Single calls at the start of the warm-up. Many short invocations make HotSpot compile a method
   * from its entry; a few long ones would leave it in code entered through the middle of its loop.
   */
  private static final int SINGLE_CALLS = 12_000;

  private final Effort effort;
  private final Routine[] contenders;
  private final int[] slice;

  private Interleaved(Effort effort, Routine... contenders) {
    this.effort = effort;
    this.contenders = contenders;
    this.slice = new int[contenders.length];
    Arrays.fill(slice, 1);
  }

  /** Warms up and times the contenders; the rounds keep their order. */
  public static Rounds run(Effort effort, Routine... contenders) {
    Interleaved interleaved = new Interleaved(effort, contenders);
    for (int contender = 0; contender < contenders.length; contender++) {
      interleaved.warmUp(contender);
    }
    return interleaved.record();
  }

  private void warmUp(int contender) {
    long start = System.nanoTime();
    long half = effort.warmupMillis() * 500_000L;
    for (int i = 0; i < SINGLE_CALLS && System.nanoTime() - start < half; i++) {
      contenders[contender].repeat(1);
    }
    boolean grown = false;
    while (!grown || System.nanoTime() - start < 2 * half) {
      grown = time(contender) >= effort.roundMillis() * 1e6;
      if (!grown) {
        slice[contender] = Math.multiplyExact(slice[contender], 2);
      }
    }
  }

  private Rounds record() {
    double[][] nanos = new double[contenders.length][effort.rounds()];
    for (int round = 0; round < effort.rounds(); round++) {
      for (int turn = 0; turn < contenders.length; turn++) {
        int contender = round % 2 == 0 ? turn : contenders.length - 1 - turn;
        nanos[contender][round] = time(contender) / slice[contender];
      }
    }
    return new Rounds(nanos);
  }

  /** Nanoseconds of one slice. */
  private double time(int contender) {
    long start = System.nanoTime();
    contenders[contender].repeat(slice[contender]);
    return System.nanoTime() - start;
  }
}
