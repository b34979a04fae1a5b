package dev.lanewise.benchmarks.compare;

import dev.lanewise.benchmarks.models.Chain;
import dev.lanewise.benchmarks.models.Mlp784Net;
import dev.lanewise.benchmarks.report.Report;
import dev.lanewise.benchmarks.timing.Effort;

/** Training steps of a dense network. */
final class MlpTrainingSuite {

  private static final long SEED = 1;

  private MlpTrainingSuite() {}

  static void run(Effort effort, Report report) {
    Mlp784Net net = Mlp784Net.create(SEED);
    Chain chain = Chain.of(net).dense("hidden1").relu().dense("hidden2").relu().dense("output");
    new TrainingContest(effort, report).compare("train-mlp-784-b64", net, chain, 64);
  }
}
