package dev.lanewise.benchmarks.compare;

import dev.lanewise.benchmarks.machine.FmaPeak;
import dev.lanewise.benchmarks.models.Chain;
import dev.lanewise.benchmarks.models.Layer;
import dev.lanewise.benchmarks.models.Minibatch;
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
import dev.lanewise.runtime.program.GeneratedNetwork;
import java.util.List;
import java.util.Map;

/**
 * Training steps against DJL on PyTorch, one thread each, from the same initial weights: the losses
 * of the first steps have to agree, then times.
 */
final class TrainingContest {

  private static final long SEED = 1;
  private static final int MINIBATCHES = 8;
  private static final float LEARNING_RATE = 0.01f;
  private static final double TOLERANCE = 1e-4;

  private static final int LANEWISE = 0;
  private static final int PEER = 1;
  private static final int PEAK = 2;

  private final Effort effort;
  private final Report report;

  /** Reports the peer's version at once. */
  TrainingContest(Effort effort, Report report) {
    this.effort = effort;
    this.report = report;
    report.setting("peer", DjlPeer.version());
  }

  /** One row: a network with inputs {@code input} and {@code label}, and its layers. */
  void compare(String row, GeneratedNetwork net, Chain chain, int batch) {
    if (!report.wants(row)) {
      return;
    }
    report.setting("lanewise_bits", net.bits());
    List<Minibatch> minibatches =
        Minibatch.random(
            SEED, MINIBATCHES, batch, Layer.size(chain.input()), Layer.size(chain.output()));
    Steps steps = new Steps(net, minibatches);
    try (DjlPeer peer = new DjlPeer(chain, LEARNING_RATE, minibatches)) {
      float[] lanewiseLosses = new float[MINIBATCHES];
      float[] peerLosses = new float[MINIBATCHES];
      for (int i = 0; i < MINIBATCHES; i++) {
        lanewiseLosses[i] = (float) steps.step();
        peerLosses[i] = peer.step();
      }
      Agreement.require(row, peerLosses, lanewiseLosses, TOLERANCE);
      Rounds rounds = Interleaved.run(effort, steps, peer.steps(), new FmaPeak());
      double flops = (double) batch * chain.trainingFlops() / FmaPeak.FLOPS;
      report.add(
          new Row(
              row,
              rounds.median(LANEWISE).times(1e-3),
              rounds.median(PEER).times(1e-3),
              rounds.ratio(PEER, LANEWISE),
              Map.of("peak_fraction", rounds.ratio(PEAK, LANEWISE).times(flops)),
              Map.of("peer_peak_fraction", rounds.ratio(PEAK, PEER).times(flops))));
    }
  }

  /** Lanewise's steps, which take the minibatches in turn. */
  private static final class Steps implements Routine {

    private final Trainer trainer;
    private final List<Dataset> minibatches;
    private int next;

    Steps(GeneratedNetwork net, List<Minibatch> minibatches) {
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
