package dev.lanewise.samples;

import java.util.Arrays;

/** How long calls took, in nanoseconds: half of them, 99 % and 99.9 % took no longer. */
record Latency(long median, long p99, long p999) {
  static Latency of(Runnable call) {
    long[] nanos = new long[200_000];
    for (int i = 0; i < 2 * nanos.length; i++) {
      long start = System.nanoTime();
      call.run();
      nanos[i % nanos.length] = System.nanoTime() - start; // the first round warms up
    }
    return of(nanos);
  }

  static Latency of(long[] nanos) {
    long[] sorted = nanos.clone();
    Arrays.sort(sorted);
    return new Latency(rank(sorted, 0.5), rank(sorted, 0.99), rank(sorted, 0.999));
  }

  private static long rank(long[] sorted, double share) {
    return sorted[(int) Math.ceil(share * sorted.length) - 1];
  }
}
