package dev.lanewise.benchmarks.compare;

import dev.lanewise.benchmarks.machine.FmaPeak;
import dev.lanewise.benchmarks.machine.Streaming;
import dev.lanewise.benchmarks.models.Chain;
import dev.lanewise.benchmarks.models.Minibatch;
import dev.lanewise.benchmarks.models.Recurrence;
import dev.lanewise.benchmarks.peer.OnnxStepPeer;
import dev.lanewise.benchmarks.report.Report;
import dev.lanewise.benchmarks.report.Row;
import dev.lanewise.benchmarks.timing.Effort;
import dev.lanewise.benchmarks.timing.Interleaved;
import dev.lanewise.benchmarks.timing.Rounds;
import dev.lanewise.benchmarks.timing.Routine;
import java.util.Map;
import java.util.TreeMap;

/**
 * Single steps of a sequence, against ONNX Runtime: agreement after two steps over a few inputs,
 * then times. What is timed is two steps: the peer's caller carries the state, from one set of
 * tensors to another and back.
 */
final class StepContest {

  private static final long SEED = 2;
  private static final double TOLERANCE = 1e-5;
  private static final int INPUTS_TO_AGREE_ON = 3;
  private static final int STEPS = 2;

  private static final int LANEWISE = 0;
  private static final int PEER = 1;
  private static final int READING = 2;
  private static final int PEAK = 3;

  private final Effort effort;
  private final Report report;

  StepContest(Effort effort, Report report) {
    this.effort = effort;
    this.report = report;
  }

  /** Lanewise's side of a row: a loop of two steps each. */
  interface Stepping {
    /**
     * @param x the input of every step
     * @param h its output
     */
    Routine over(float[] x, float[] h);
  }

  /**
   * One row.
   *
   * @param reset begins a sequence
   */
  void compare(String row, Chain chain, Runnable reset, Stepping stepping) {
    if (!report.wants(row)) {
      return;
    }
    Recurrence recurrence = (Recurrence) chain.layers().getFirst();
    float[] x = new float[recurrence.features()];
    float[] h = new float[recurrence.units()];
    Routine lanewise = stepping.over(x, h);
    try (OnnxStepPeer peer = new OnnxStepPeer(recurrence)) {
      for (Minibatch data : Minibatch.random(SEED, INPUTS_TO_AGREE_ON, 1, x.length, 1)) {
        System.arraycopy(data.features(), 0, x, 0, x.length);
        reset.run();
        lanewise.repeat(1);
        Agreement.require(row, peer.predict(x), h, TOLERANCE);
      }
      Streaming reading = Streaming.about(recurrence.bytes());
      Rounds rounds = Interleaved.run(effort, lanewise, peer.twoSteps(), reading, new FmaPeak());
      double readings = (double) STEPS * recurrence.bytes() / reading.bytes();
      var printed = new TreeMap<>(Rtneural.ratio(row, rounds, LANEWISE, STEPS, PEAK));
      printed.put("bound_fraction", rounds.ratio(READING, LANEWISE).times(readings));
      report.add(
          new Row(
              row,
              rounds.median(LANEWISE).times(1e-3 / STEPS),
              rounds.median(PEER).times(1e-3 / STEPS),
              rounds.ratio(PEER, LANEWISE),
              printed,
              Map.of("peer_bound_fraction", rounds.ratio(READING, PEER).times(readings))));
    }
  }
}
