package dev.lanewise.benchmarks.compare;

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
 * Single steps whose state the caller carries, against ONNX Runtime: agreement after two steps from
 * a few states, then times. What is timed is two steps, from one set of arrays to another and back.
 */
final class StepContest {

  private static final long SEED = 2;
  private static final double TOLERANCE = 1e-5;
  private static final int STATES_TO_AGREE_ON = 3;
  private static final int STEPS = 2;

  private static final int LANEWISE = 0;
  private static final int PEER = 1;
  private static final int READING = 2;

  private final Effort effort;
  private final Report report;

  StepContest(Effort effort, Report report) {
    this.effort = effort;
    this.report = report;
  }

  /**
   * What a step reads and writes.
   *
   * @param x the input
   * @param h the hidden state, and where the next goes
   * @param c the same of an LSTM's cell
   */
  record Arrays(float[] x, float[][] h, float[][] c) {
    private Arrays(Recurrence recurrence) {
      this(
          new float[recurrence.features()],
          new float[2][recurrence.units()],
          new float[2][recurrence.units()]);
    }
  }

  /** Lanewise's side of a row: a loop of two steps each, there and back. */
  interface Stepping {
    Routine over(Arrays arrays);
  }

  /** One row. */
  void compare(String row, Chain chain, Stepping stepping) {
    if (!report.wants(row)) {
      return;
    }
    Recurrence recurrence = (Recurrence) chain.layers().getFirst();
    Arrays arrays = new Arrays(recurrence);
    Routine lanewise = stepping.over(arrays);
    try (OnnxStepPeer peer = new OnnxStepPeer(recurrence)) {
      agree(row, recurrence, arrays, lanewise, peer);
      Streaming reading = Streaming.about(recurrence.bytes());
      Rounds rounds = Interleaved.run(effort, lanewise, peer.twoSteps(), reading);
      double readings = (double) STEPS * recurrence.bytes() / reading.bytes();
      var printed = new TreeMap<>(Rtneural.ratio(row, rounds, LANEWISE, STEPS));
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

  private static void agree(
      String row, Recurrence recurrence, Arrays arrays, Routine lanewise, OnnxStepPeer peer) {
    int units = recurrence.units();
    int features = recurrence.features();
    for (Minibatch data : Minibatch.random(SEED, STATES_TO_AGREE_ON, 1, features + 2 * units, 1)) {
      System.arraycopy(data.features(), 0, arrays.x, 0, features);
      System.arraycopy(data.features(), features, arrays.h[0], 0, units);
      System.arraycopy(data.features(), features + units, arrays.c[0], 0, units);
      float[] expected = peer.predict(arrays.x, new float[][] {arrays.h[0], arrays.c[0]});
      lanewise.repeat(1);
      float[] found = new float[expected.length];
      System.arraycopy(arrays.h[0], 0, found, 0, units);
      System.arraycopy(arrays.c[0], 0, found, units, found.length - units);
      Agreement.require(row, expected, found, TOLERANCE);
    }
  }
}
