package dev.lanewise.benchmarks.compare;

import dev.lanewise.benchmarks.models.Chain;
import dev.lanewise.benchmarks.models.Dense512Net;
import dev.lanewise.benchmarks.models.Mlp16Net;
import dev.lanewise.benchmarks.models.Mlp2Net;
import dev.lanewise.benchmarks.models.Mlp512Net;
import dev.lanewise.benchmarks.models.Mlp784Net;
import dev.lanewise.benchmarks.report.Report;
import dev.lanewise.benchmarks.timing.Effort;

/** Dense networks against ONNX Runtime, one thread each. */
final class MlpSuite {

  private static final long SEED = 1;
  private static final int BATCH = 64;

  private final Contest contest;

  private MlpSuite(Contest contest) {
    this.contest = contest;
  }

  static void run(Effort effort, Report report) {
    report.setting("lanewise_bits", Mlp2Net.create(SEED).bits());
    MlpSuite suite = new MlpSuite(new Contest(effort, report));
    suite.mlp2();
    suite.mlp16();
    suite.mlp784();
    suite.mlp512();
    suite.dense512();
  }

  private void mlp2() {
    Mlp2Net net = Mlp2Net.create(SEED);
    Mlp2Net.Predictor predictor = net.predictor();
    contest.byMemory(
        "mlp-2-8-1",
        Chain.of(net).dense("hidden").relu().dense("output"),
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
    contest.byMemory(
        "mlp-16-32-16-4",
        Chain.of(net).dense("hidden1").relu().dense("hidden2").relu().dense("output"),
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
    contest.byMemory(
        "mlp-784-128-64-10",
        Chain.of(net).dense("hidden1").relu().dense("hidden2").relu().dense("output"),
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
    contest.byMemory(
        "mlp-512-512-512-512",
        Chain.of(net).dense("hidden1").relu().dense("hidden2").relu().dense("output"),
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
    contest.byArithmetic(
        "dense-512-512-b64",
        Chain.of(net).dense("output"),
        BATCH,
        (in, out) ->
            times -> {
              for (int i = 0; i < times; i++) {
                predictor.predict(in, BATCH, out);
              }
            });
  }
}
