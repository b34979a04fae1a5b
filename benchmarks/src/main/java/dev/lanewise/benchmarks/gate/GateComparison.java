package dev.lanewise.benchmarks.gate;

import dev.lanewise.benchmarks.timing.Effort;
import dev.lanewise.benchmarks.timing.Estimate;
import dev.lanewise.benchmarks.timing.Interleaved;
import dev.lanewise.benchmarks.timing.Rounds;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/** Hand-written against generated kernels: the same results first, then their times in one run. */
public final class GateComparison {

  /** Largest difference of an output, relative to its size where that exceeds one. */
  static final double TOLERANCE = 1e-5;

  private GateComparison() {}

  /**
   * Prints one line a kernel, {@code gate=NAME handwritten_us=… generated_us=… ratio=…}; the ratio
   * is hand-written over generated, so 1 means as fast and less means slower.
   *
   * @return the ratios, in the order of the lines
   * @throws IllegalStateException if the results of a kernel differ
   */
  public static List<Estimate> run(GateKernels generated, Effort effort, PrintStream out) {
    GateKernels handwritten = new HandwrittenKernels();
    return List.of(GateProblem.values()).stream()
        .map(problem -> compare(problem, handwritten, generated, effort, out))
        .toList();
  }

  private static Estimate compare(
      GateProblem problem,
      GateKernels handwritten,
      GateKernels generated,
      Effort effort,
      PrintStream out) {
    requireAgreement(problem, problem.output(handwritten), problem.output(generated));
    Rounds rounds =
        Interleaved.run(effort, problem.routine(handwritten), problem.routine(generated));
    // Once more, now that HotSpot has compiled them.
    requireAgreement(problem, problem.output(handwritten), problem.output(generated));
    Estimate ratio = rounds.ratio(0, 1);
    out.printf(
        Locale.ROOT,
        "gate=%s handwritten_us=%.3f generated_us=%.3f ratio=%.3f ratio_low=%.3f ratio_high=%.3f%n",
        problem.title(),
        rounds.median(0).value() / 1e3,
        rounds.median(1).value() / 1e3,
        ratio.value(),
        ratio.low(),
        ratio.high());
    return ratio;
  }

  private static void requireAgreement(GateProblem problem, float[] expected, float[] actual) {
    for (int i = 0; i < expected.length; i++) {
      double allowed = TOLERANCE * Math.max(1, Math.abs(expected[i]));
      // Negated, so that a NaN counts as a difference.
      if (!(Math.abs(expected[i] - actual[i]) <= allowed)) {
        throw new IllegalStateException(
            "%s: output %d is %s by hand and %s generated"
                .formatted(problem.title(), i, expected[i], actual[i]));
      }
    }
  }

  /**
   * Compares with what the loop builder makes of the kernels.
   *
   * @param arguments {@code --quick} for a run of seconds; {@code --noise} to compare the
   *     hand-written kernels with themselves instead, which shows what a ratio is worth on this
   *     machine; {@code --source} to print the emitted Java
   */
  public static void main(String[] arguments) {
    List<String> flags = List.of(arguments);
    if (flags.contains("--source")) {
      System.out.println(new GeneratedKernels().source());
      return;
    }
    Effort effort = flags.contains("--quick") ? Effort.QUICK : Effort.FULL;
    run(
        flags.contains("--noise") ? new HandwrittenKernels() : new GeneratedKernels(),
        effort,
        System.out);
  }
}
