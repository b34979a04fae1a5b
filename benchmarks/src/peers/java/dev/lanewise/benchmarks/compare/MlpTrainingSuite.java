package dev.lanewise.benchmarks.compare;

import dev.lanewise.benchmarks.models.Minibatch;
import dev.lanewise.benchmarks.models.Mlp;
import dev.lanewise.benchmarks.models.Mlp784Net;
import dev.lanewise.benchmarks.peer.DjlPeer;
import dev.lanewise.benchmarks.report.Report;
import dev.lanewise.benchmarks.report.Row;
import dev.lanewise.benchmarks.timing.Effort;
import dev.lanewise.benchmarks.timing.Interleaved;
import dev.lanewise.benchmarks.timing.Rounds;
import dev.lanewise.benchmarks.timing.Routine;
import dev.lanewise.runtime.Column;
import dev.lanewise.runtime.Dataset;
import dev.lanewise.runtime.Sgd;
import dev.lanewise.runtime.Trainer;
import java.util.List;
import java.util.Map;

/** Training steps against DJL on PyTorch, one thread each, from the same initial weights. */
final class MlpTrainingSuite {

  private static final long SEED = 1;
  private static final int BATCH = 64;
  private static final int MINIBATCHES = 8;
  private static final float LEARNING_RATE = 0.01f;
  private static final double TOLERANCE = 1e-4;

  private MlpTrainingSuite() {}

  static void run(Effort effort, Report report) {
    report.setting("peer", DjlPeer.version());
    Mlp784Net net = Mlp784Net.create(SEED);
    report.setting("lanewise_bits", net.bits());
    Mlp initial = Mlp.of(net::parameter, "hidden1", "hidden2", "output");
    List<Minibatch> minibatches =
        Minibatch.random(SEED, MINIBATCHES, BATCH, initial.inputs(), initial.outputs());
    Steps steps = new Steps(net, minibatches);
    try (DjlPeer peer = new DjlPeer(initial, LEARNING_RATE, minibatches)) {
      String row = "train-mlp-784-b64";
      float[] lanewiseLosses = new float[MINIBATCHES];
      float[] peerLosses = new float[MINIBATCHES];
      for (int i = 0; i < MINIBATCHES; i++) {
        lanewiseLosses[i] = (float) steps.step();
        peerLosses[i] = peer.step();
      }
      Agreement.require(row, peerLosses, lanewiseLosses, TOLERANCE);
      Rounds rounds = Interleaved.run(effort, steps, peer.steps());
      report.add(
          new Row(
              row,
              rounds.median(0).times(1e-3),
              rounds.median(1).times(1e-3),
              rounds.ratio(1, 0),
              Map.of(),
              Map.of()));
    }
  }

  /** Lanewise's steps, which take the minibatches in turn. */
  private static final class Steps implements Routine {

    private final Trainer trainer;
    private final List<Dataset> minibatches;
    private int next;

    Steps(Mlp784Net net, List<Minibatch> minibatches) {
      this.trainer =
          Trainer.of(net).optimizer(Sgd.withLearningRate(LEARNING_RATE)).threads(1).quiet();
      this.minibatches =
          minibatches.stream()
              .map(minibatch ->
                  Dataset.of(
                          "input",
                          Column.floats(
                              minibatch.features(), minibatch.features().length / minibatch.rows()))
                      .with("label", Column.labels(minibatch.labels())))
              .toList();
    }

    double step() {
      Dataset rows = minibatches.get(next);
      next = (next + 1) % minibatches.size();
      return trainer.step(rows);
    }

    @Override
    public void repeat(int times) {
      for (int i = 0; i < times; i++) {
        step();
      }
    }
  }
}
