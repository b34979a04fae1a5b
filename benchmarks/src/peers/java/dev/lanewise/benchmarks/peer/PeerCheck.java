package dev.lanewise.benchmarks.peer;

import dev.lanewise.benchmarks.models.Minibatch;
import dev.lanewise.benchmarks.models.Mlp;
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
    predict(1, 2, 8, 1);
    predict(1, 16, 32, 16, 4);
    predict(1, 784, 128, 64, 10);
    predict(1, 512, 512, 512, 512);
    predict(64, 512, 512);
    train();
  }

  private static void predict(int rows, int... widths) {
    Mlp mlp = Mlp.random(1, widths);
    float[] input = Minibatch.random(2, 1, rows, mlp.inputs(), 1).getFirst().features();
    try (OnnxRuntimePeer peer = new OnnxRuntimePeer(mlp, rows)) {
      float[] output = peer.predict(input);
      Rounds rounds = Interleaved.run(Effort.QUICK, peer.pinned(), peer.unpinned());
      System.out.printf(
          Locale.ROOT,
          "peer=onnxruntime widths=%s rows=%d us=%.3f fresh_output_us=%.3f first_output=%s%n",
          java.util.Arrays.toString(widths).replace(" ", ""),
          rows,
          rounds.median(0).value() / 1e3,
          rounds.median(1).value() / 1e3,
          output[0]);
    }
  }

  private static void train() {
    Mlp mlp = Mlp.random(1, 784, 128, 64, 10);
    List<Minibatch> minibatches = Minibatch.random(2, 8, 64, 784, 10);
    try (DjlPeer peer = new DjlPeer(mlp, 0.01f, minibatches)) {
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
