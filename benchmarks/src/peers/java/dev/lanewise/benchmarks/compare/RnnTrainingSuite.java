package dev.lanewise.benchmarks.compare;

import dev.lanewise.benchmarks.models.Chain;
import dev.lanewise.benchmarks.models.Recurrence.Cell;
import dev.lanewise.benchmarks.models.RecurrentClassifiers_Gru64x128By1Net;
import dev.lanewise.benchmarks.models.RecurrentClassifiers_Gru64x128By32Net;
import dev.lanewise.benchmarks.models.RecurrentClassifiers_Lstm64x128By1Net;
import dev.lanewise.benchmarks.models.RecurrentClassifiers_Lstm64x128By32Net;
import dev.lanewise.benchmarks.models.RecurrentClassifiers_Lstm9x128x2By1Net;
import dev.lanewise.benchmarks.models.RecurrentClassifiers_Lstm9x128x2By32Net;
import dev.lanewise.benchmarks.report.Report;
import dev.lanewise.benchmarks.timing.Effort;
import dev.lanewise.runtime.program.GeneratedNetwork;

/** Training steps of recurrent layers, over 32 sequences and over one. */
final class RnnTrainingSuite {

  private static final long SEED = 1;

  private final TrainingContest contest;

  private RnnTrainingSuite(TrainingContest contest) {
    this.contest = contest;
  }

  static void run(Effort effort, Report report) {
    RnnTrainingSuite suite = new RnnTrainingSuite(new TrainingContest(effort, report));
    suite.compare(
        "train-lstm-64-128-t100-b32",
        RecurrentClassifiers_Lstm64x128By32Net.create(SEED),
        Cell.LSTM,
        32);
    suite.compare(
        "train-lstm-64-128-t100-b1",
        RecurrentClassifiers_Lstm64x128By1Net.create(SEED),
        Cell.LSTM,
        1);
    suite.compare(
        "train-lstm-9-128x2-t100-b32",
        RecurrentClassifiers_Lstm9x128x2By32Net.create(SEED),
        Cell.LSTM,
        32);
    suite.compare(
        "train-lstm-9-128x2-t100-b1",
        RecurrentClassifiers_Lstm9x128x2By1Net.create(SEED),
        Cell.LSTM,
        1);
    suite.compare(
        "train-gru-64-128-t100-b32",
        RecurrentClassifiers_Gru64x128By32Net.create(SEED),
        Cell.GRU,
        32);
    suite.compare(
        "train-gru-64-128-t100-b1", RecurrentClassifiers_Gru64x128By1Net.create(SEED), Cell.GRU, 1);
  }

  private void compare(String row, GeneratedNetwork net, Cell cell, int batch) {
    Chain chain = Chain.of(net).recurrent(cell, "layer").lastStep().dense("output");
    contest.compare(row, net, chain, batch);
  }
}
