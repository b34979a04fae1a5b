package dev.lanewise.benchmarks.compare;

import dev.lanewise.benchmarks.models.Conv64Net;
import dev.lanewise.benchmarks.models.Convolutions;
import dev.lanewise.benchmarks.models.FashionNet;
import dev.lanewise.benchmarks.models.GmrtNet;
import dev.lanewise.benchmarks.report.Report;
import dev.lanewise.benchmarks.timing.Effort;

/** Training steps of convolutional networks. */
final class ConvTrainingSuite {

  private static final long SEED = 1;

  private ConvTrainingSuite() {}

  static void run(Effort effort, Report report) {
    TrainingContest contest = new TrainingContest(effort, report);
    Conv64Net conv64 = Conv64Net.create(SEED);
    contest.compare("train-conv3x3-64-56-b4", conv64, Convolutions.conv64(conv64), 4);
    FashionNet fashion = FashionNet.create(SEED);
    contest.compare("train-fashion-b64", fashion, Convolutions.fashion(fashion), 64);
    GmrtNet gmrt = GmrtNet.create(SEED);
    contest.compare("train-gmrt-b64", gmrt, Convolutions.gmrt(gmrt), 64);
  }
}
