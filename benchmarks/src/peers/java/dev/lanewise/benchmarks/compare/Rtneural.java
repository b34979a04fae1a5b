package dev.lanewise.benchmarks.compare;

import dev.lanewise.benchmarks.machine.FmaPeak;
import dev.lanewise.benchmarks.timing.Estimate;
import dev.lanewise.benchmarks.timing.Rounds;
import java.util.Map;

/**
 * Single steps by <a href="https://github.com/jatinchowdhury18/RTNeural">RTNeural</a>, as static
 * C++ (gcc -O3 -march=native -ffast-math, the better of its two back ends): nanoseconds, measured
 * once on the project's machine, an EPYC of the Zen 4 generation. They mean nothing on another; and
 * since that one runs at one speed today and at four fifths of it tomorrow, they count in
 * multiply-adds at the machine's peak, which contends in the same rounds.
 */
final class Rtneural {

  private static final Map<String, Double> NANOS =
      Map.ofEntries(
          Map.entry("step-lstm-n8", 74.0),
          Map.entry("step-lstm-n16", 89.0),
          Map.entry("step-lstm-n32", 332.0),
          Map.entry("step-lstm-n64", 1327.0),
          Map.entry("step-gru-n8", 71.0),
          Map.entry("step-gru-n16", 72.0),
          Map.entry("step-gru-n32", 232.0),
          Map.entry("step-gru-n64", 1030.0),
          Map.entry("step-dense-n8", 15.0),
          Map.entry("step-dense-n16", 20.0),
          Map.entry("step-dense-n32", 53.0),
          Map.entry("step-dense-n64", 100.0));

  private Rtneural() {}

  /** Floating-point operations a nanosecond of the machine's peak when the times were taken. */
  private static final double PEAK = 114.5;

  /**
   * Its time over that of a contender whose calls are so many steps; nothing for other rows.
   *
   * @param peak the contender that is {@link FmaPeak}
   */
  static Map<String, Estimate> ratio(
      String row, Rounds rounds, int contender, int steps, int peak) {
    Double nanos = NANOS.get(row.replace("-bf16", ""));
    return nanos != null
        ? Map.of(
            "rtneural_ratio",
            rounds.ratio(peak, contender).times(steps * nanos * PEAK / FmaPeak.FLOPS))
        : Map.of();
  }
}
