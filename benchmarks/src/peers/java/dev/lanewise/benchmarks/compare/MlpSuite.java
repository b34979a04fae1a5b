package dev.lanewise.benchmarks.compare;

import dev.lanewise.benchmarks.machine.FmaPeak;
import dev.lanewise.benchmarks.models.Dense512Net;
import dev.lanewise.benchmarks.models.Minibatch;
import dev.lanewise.benchmarks.models.Mlp;
import dev.lanewise.benchmarks.models.Mlp16Net;
import dev.lanewise.benchmarks.models.Mlp2Net;
import dev.lanewise.benchmarks.models.Mlp512Net;
import dev.lanewise.benchmarks.models.Mlp784Net;
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

/** Dense networks against ONNX Runtime, one thread each. */
final class MlpSuite {

  private static final long SEED = 1;
  private static final int BATCH = 64;
  private static final double TOLERANCE = 1e-5;
  private static final int INPUTS_TO_AGREE_ON = 3;

  private static final int LANEWISE = 0;
  private static final int PEER = 1;
  private static final int PEER_FRESH_OUTPUT = 2;
  private static final int PEAK = 3;

  private final Effort effort;
  private final Report report;

  private MlpSuite(Effort effort, Report report) {
    this.effort = effort;
    this.report = report;
  }

  /** Lanewise's side of a row: a loop in a class of its own, over arrays that it shall use. */
  private interface Predicting {
    Routine over(float[] in, float[] out);
  }

  static void run(Effort effort, Report report) {
    MlpSuite suite = new MlpSuite(effort, report);
    report.setting("peer", OnnxRuntimePeer.version());
    suite.mlp2();
    suite.mlp16();
    suite.mlp784();
    suite.mlp512();
    suite.dense512();
  }

  private void mlp2() {
    Mlp2Net net = Mlp2Net.create(SEED);
    report.setting("lanewise_bits", net.bits());
    Mlp2Net.Predictor predictor = net.predictor();
    compare(
        "mlp-2-8-1",
        Mlp.of(net::parameter, "hidden", "output"),
        1,
        (in, out) ->
            times -> {
              for (int i = 0; i < times; i++) {
                predictor.predict(in, out);
              }
            });
  }

  private void mlp16() {
    Mlp16Net net = Mlp16Net.create(SEED);
    Mlp16Net.Predictor predictor = net.predictor();
    compare(
        "mlp-16-32-16-4",
        Mlp.of(net::parameter, "hidden1", "hidden2", "output"),
        1,
        (in, out) ->
            times -> {
              for (int i = 0; i < times; i++) {
                predictor.predict(in, out);
              }
            });
  }

  private void mlp784() {
    Mlp784Net net = Mlp784Net.create(SEED);
    Mlp784Net.Predictor predictor = net.predictor();
    compare(
        "mlp-784-128-64-10",
        Mlp.of(net::parameter, "hidden1", "hidden2", "output"),
        1,
        (in, out) ->
            times -> {
              for (int i = 0; i < times; i++) {
                predictor.predict(in, out);
              }
            });
  }

  private void mlp512() {
    Mlp512Net net = Mlp512Net.create(SEED);
    Mlp512Net.Predictor predictor = net.predictor();
    compare(
        "mlp-512-512-512-512",
        Mlp.of(net::parameter, "hidden1", "hidden2", "output"),
        1,
        (in, out) ->
            times -> {
              for (int i = 0; i < times; i++) {
                predictor.predict(in, out);
              }
            });
  }

  private void dense512() {
    Dense512Net net = Dense512Net.create(SEED);
    Dense512Net.Predictor predictor = net.predictor();
    compare(
        "dense-512-512-b64",
        Mlp.of(net::parameter, "output"),
        BATCH,
        (in, out) ->
            times -> {
              for (int i = 0; i < times; i++) {
                predictor.predict(in, BATCH, out);
              }
            });
  }

  private void compare(String row, Mlp mlp, int rows, Predicting predicting) {
    float[] in = new float[rows * mlp.inputs()];
    float[] out = new float[rows * mlp.outputs()];
    Routine lanewise = predicting.over(in, out);
    try (OnnxRuntimePeer peer = new OnnxRuntimePeer(mlp, rows)) {
      for (Minibatch data : Minibatch.random(SEED, INPUTS_TO_AGREE_ON, rows, mlp.inputs(), 1)) {
        System.arraycopy(data.features(), 0, in, 0, in.length);
        lanewise.repeat(1);
        Agreement.require(row, peer.predict(in), out, TOLERANCE);
      }
      report.add(
          rows == 1
              ? boundByMemory(row, lanewise, peer)
              : boundByArithmetic(row, lanewise, peer, rows * mlp.flops()));
    }
  }

  private Row boundByMemory(String name, Routine lanewise, OnnxRuntimePeer peer) {
    Rounds rounds = Interleaved.run(effort, lanewise, peer.pinned(), peer.unpinned());
    return row(name, rounds, Map.of(), Map.of());
  }

  /** With the machine's peak as a fourth contender. */
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
