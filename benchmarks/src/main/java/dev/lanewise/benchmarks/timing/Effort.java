package dev.lanewise.benchmarks.timing;

/**
 * How long a measurement takes.
 *
 * @param warmupMillis time given to each contender before anything is recorded
 * @param roundMillis least length of a recorded round; far above the resolution of {@link
 *     System#nanoTime}
 * @param rounds recorded rounds of each contender
 */
public record Effort(int warmupMillis, int roundMillis, int rounds) {

  /**
   * About two and a half seconds for two contenders: medians good to a few per cent on a busy
   * machine.
   */
  public static final Effort QUICK = new Effort(1000, 3, 101);

  /** About twelve seconds for two contenders: the effort behind published figures. */
  public static final Effort FULL = new Effort(3000, 10, 301);

  /**
   * Nothing recorded under this effort is a measurement: for tests of what surrounds the timing.
   */
  public static final Effort NONE = new Effort(0, 0, 3);
}
