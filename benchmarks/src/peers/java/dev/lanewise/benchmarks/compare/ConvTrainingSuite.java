package dev.lanewise.benchmarks.compare;

import dev.lanewise.benchmarks.models.Chain;
import dev.lanewise.benchmarks.models.Conv64Net;
import dev.lanewise.benchmarks.report.Report;
import dev.lanewise.benchmarks.timing.Effort;

/** Training steps of convolutional networks. */
final class ConvTrainingSuite {

  private static final long SEED = 1;

  private ConvTrainingSuite() {}

  static void run(Effort effort, Report report) {
    TrainingContest contest = new TrainingContest(effort, report);
    conv64(contest);
  }

  private static void conv64(TrainingContest contest) {
    Conv64Net net = Conv64Net.create(SEED);
    Chain chain =
        Chain.of(net)
            .conv("conv1", 1, 1)
            .relu()
            .conv("conv2", 1, 1)
            .relu()
            .globalAveragePool()
            .flatten()
            .dense("output");
    contest.compare("train-conv3x3-64-56-b4", net, chain, 4);
  }
}
