package dev.lanewise.benchmarks.compare;

import dev.lanewise.benchmarks.machine.FmaPeak;
import dev.lanewise.benchmarks.machine.Streaming;
import dev.lanewise.benchmarks.models.Recurrence;
import dev.lanewise.benchmarks.timing.Estimate;
import dev.lanewise.benchmarks.timing.Rounds;
import java.util.List;

/**
 * The least time that one row of a recurrence can take: its products with the input at the
 * machine's multiply-add peak, and then, in each step, the weights of the state out of the cache
 * that one pass's fit in. What follows the products in a step is not counted.
 */
final class RecurrenceBound {

  private final Streaming reading;
  private final double readings;
  private final double peaks;

  RecurrenceBound(Recurrence recurrence, List<Integer> input) {
    long read = recurrence.stateBytes() * recurrence.passes().size() * input.getFirst();
    reading = Streaming.about(recurrence.stateBytes());
    readings = (double) read / reading.bytes();
    peaks = (double) recurrence.productFlops(input) / FmaPeak.FLOPS;
  }

  /** Contends as what reads weights. */
  Streaming reading() {
    return reading;
  }

  /**
   * The bound over the time of a contender, in rounds with the peak and with what reads weights.
   */
  Estimate fraction(Rounds rounds, int peak, int reader, int contender) {
    return rounds.share(peak, peaks, reader, readings, contender);
  }
}
