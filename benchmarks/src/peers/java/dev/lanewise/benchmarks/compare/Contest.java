package dev.lanewise.benchmarks.compare;

import dev.lanewise.benchmarks.machine.FmaPeak;
import dev.lanewise.benchmarks.models.Chain;
import dev.lanewise.benchmarks.models.Layer;
import dev.lanewise.benchmarks.models.Minibatch;
import dev.lanewise.benchmarks.models.Recurrence;
import dev.lanewise.benchmarks.peer.OnnxRuntimePeer;
import dev.lanewise.benchmarks.report.Report;
import dev.lanewise.benchmarks.report.Row;
import dev.lanewise.benchmarks.timing.Effort;
import dev.lanewise.benchmarks.timing.Estimate;
import dev.lanewise.benchmarks.timing.Interleaved;
import dev.lanewise.benchmarks.timing.Rounds;
import dev.lanewise.benchmarks.timing.Routine;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;

/** Prediction against ONNX Runtime: agreement on a few inputs, then times. */
final class Contest {

  private static final long SEED = 1;
  private static final double TOLERANCE = 1e-5;
  private static final int INPUTS_TO_AGREE_ON = 3;

  private static final int LANEWISE = 0;
  private static final int PEER = 1;
  private static final int PEER_FRESH_OUTPUT = 2;
  private static final int PEAK = 3;
  private static final int READING = 4;

  private final Effort effort;
  private final Report report;

  /** Reports the peer's version at once. */
  Contest(Effort effort, Report report) {
    this.effort = effort;
    this.report = report;
    report.setting("peer", OnnxRuntimePeer.version());
  }

  /** Lanewise's side of a row: a loop in a class of its own, over arrays that it shall use. */
  interface Predicting {
    Routine over(float[] in, float[] out);
  }

  /** One row that is bound by memory, or by the call. */
  void byMemory(String row, Chain chain, Predicting predicting) {
    compare(row, chain, 1, predicting, (lanewise, peer) -> boundByMemory(row, lanewise, peer));
  }

  /** One that is bound by arithmetic: with the machine's peak as a fourth contender. */
  void byArithmetic(String row, Chain chain, int rows, Predicting predicting) {
    long flops = rows * chain.flops();
    compare(
        row,
        chain,
        rows,
        predicting,
        (lanewise, peer) -> boundByArithmetic(row, lanewise, peer, flops));
  }

  /**
   * A recurrence: weights of the input are bound by arithmetic, for all steps are there at once;
   * those of the state by the cache that they are read from, step by step.
   */
  void byRecurrence(String row, Chain chain, Predicting predicting) {
    RecurrenceBound bound =
        new RecurrenceBound((Recurrence) chain.layers().getFirst(), chain.input());
    compare(
        row,
        chain,
        1,
        predicting,
        (lanewise, peer) -> boundByRecurrence(row, lanewise, peer, bound));
  }

  private void compare(
      String row,
      Chain chain,
      int rows,
      Predicting predicting,
      BiFunction<Routine, OnnxRuntimePeer, Row> measure) {
    if (!report.wants(row)) {
      return;
    }
    int features = Layer.size(chain.input());
    float[] in = new float[rows * features];
    float[] out = new float[rows * Layer.size(chain.output())];
    Routine lanewise = predicting.over(in, out);
    try (OnnxRuntimePeer peer = new OnnxRuntimePeer(chain, rows)) {
      for (Minibatch data : Minibatch.random(SEED, INPUTS_TO_AGREE_ON, rows, features, 1)) {
        System.arraycopy(data.features(), 0, in, 0, in.length);
        lanewise.repeat(1);
        Agreement.require(row, peer.predict(in), out, TOLERANCE);
      }
      report.add(measure.apply(lanewise, peer));
    }
  }

  private Row boundByMemory(String name, Routine lanewise, OnnxRuntimePeer peer) {
    Rounds rounds =
        Interleaved.run(effort, lanewise, peer.pinned(), peer.unpinned(), new FmaPeak());
    return row(name, rounds, Rtneural.ratio(name, rounds, LANEWISE, 1, PEAK), Map.of());
  }

  private Row boundByRecurrence(
      String name, Routine lanewise, OnnxRuntimePeer peer, RecurrenceBound bound) {
    Rounds rounds =
        Interleaved.run(
            effort, lanewise, peer.pinned(), peer.unpinned(), new FmaPeak(), bound.reading());
    return row(
        name,
        rounds,
        Map.of("bound_fraction", bound.fraction(rounds, PEAK, READING, LANEWISE)),
        Map.of("peer_bound_fraction", bound.fraction(rounds, PEAK, READING, PEER)));
  }

  private Row boundByArithmetic(String name, Routine lanewise, OnnxRuntimePeer peer, long flops) {
    Rounds rounds =
        Interleaved.run(effort, lanewise, peer.pinned(), peer.unpinned(), new FmaPeak());
    Estimate fraction = rounds.ratio(PEAK, LANEWISE).times((double) flops / FmaPeak.FLOPS);
    Estimate peerFraction = rounds.ratio(PEAK, PEER).times((double) flops / FmaPeak.FLOPS);
    return row(
        name,
        rounds,
        Map.of("peak_fraction", fraction),
        Map.of(
            "peer_peak_fraction",
            peerFraction,
            "fma_peak_gflops",
            rounds.rate(PEAK, FmaPeak.FLOPS)));
  }

  private static Row row(
      String name, Rounds rounds, Map<String, Estimate> printed, Map<String, Estimate> recorded) {
    Map<String, Estimate> all = new TreeMap<>(recorded);
    all.put("peer_fresh_output_us", rounds.median(PEER_FRESH_OUTPUT).times(1e-3));
    return new Row(
        name,
        rounds.median(LANEWISE).times(1e-3),
        rounds.median(PEER).times(1e-3),
        rounds.ratio(PEER, LANEWISE),
        printed,
        all);
  }
}
