package dev.lanewise.benchmarks.peer;

import dev.lanewise.benchmarks.models.Chain;
import dev.lanewise.benchmarks.models.Convolutions;
import dev.lanewise.benchmarks.models.Dense512Net;
import dev.lanewise.benchmarks.models.Layer;
import dev.lanewise.benchmarks.models.Minibatch;
import dev.lanewise.benchmarks.models.Mlp2Net;
import dev.lanewise.benchmarks.models.Mlp784Net;
import dev.lanewise.benchmarks.timing.Effort;
import dev.lanewise.benchmarks.timing.Interleaved;
import dev.lanewise.benchmarks.timing.Rounds;
import java.util.List;
import java.util.Locale;

/**
 * The peers by themselves, with random weights: that they load, what they compute and how long they
 * take.
 */
public final class PeerCheck {

  private PeerCheck() {}

  /**
   * Prints one line a model.
   *
   * @param arguments none
   */
  public static void main(String[] arguments) {
    predict("mlp-2-8-1", Chain.of(Mlp2Net.create(1)).dense("hidden").relu().dense("output"), 1);
    predict("mlp-784-128-64-10", mlp784(), 1);
    predict("dense-512-512-b64", Chain.of(Dense512Net.create(1)).dense("output"), 64);
    Convolutions.rows().forEach((row, prediction) -> predict(row, prediction.get().chain(), 1));
    train();
  }

  private static Chain mlp784() {
    return Chain.of(Mlp784Net.create(1))
        .dense("hidden1")
        .relu()
        .dense("hidden2")
        .relu()
        .dense("output");
  }

  private static void predict(String name, Chain chain, int rows) {
    float[] input =
        Minibatch.random(2, 1, rows, Layer.size(chain.input()), 1).getFirst().features();
    try (OnnxRuntimePeer peer = new OnnxRuntimePeer(chain, rows)) {
      float[] output = peer.predict(input);
      Rounds rounds = Interleaved.run(Effort.QUICK, peer.pinned(), peer.unpinned());
      System.out.printf(
          Locale.ROOT,
          "peer=onnxruntime model=%s rows=%d us=%.3f fresh_output_us=%.3f first_output=%s%n",
          name,
          rows,
          rounds.median(0).value() / 1e3,
          rounds.median(1).value() / 1e3,
          output[0]);
    }
  }

  private static void train() {
    List<Minibatch> minibatches = Minibatch.random(2, 8, 64, 784, 10);
    try (DjlPeer peer = new DjlPeer(mlp784(), 0.01f, minibatches)) {
      float first = peer.step();
      Rounds rounds = Interleaved.run(Effort.QUICK, peer.steps());
      System.out.printf(
          Locale.ROOT,
          "peer=djl engine=\"%s\" step_us=%.1f first_loss=%s last_loss=%s%n",
          DjlPeer.version(),
          rounds.median(0).value() / 1e3,
          first,
          peer.step());
    }
  }
}
