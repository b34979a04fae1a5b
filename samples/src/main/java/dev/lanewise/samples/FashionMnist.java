package dev.lanewise.samples;

import dev.lanewise.runtime.Adam;
import dev.lanewise.runtime.Dataset;
import dev.lanewise.runtime.History;
import dev.lanewise.runtime.Network;
import dev.lanewise.runtime.Trainer;
import java.io.IOException;
import java.util.Locale;

/**
 * Trains on the 60,000 images of {@link FashionData} and tests on the other 10,000.
 *
 * <pre>samples/run fashion-mnist --data DIR [--model mlp|cnn|lenet5] [--epochs N]</pre>
 */
public final class FashionMnist {
  private FashionMnist() {}

  /** The network of a name. */
  static Network network(String model) {
    return switch (model) {
      case "mlp" -> FashionMlpNet.create(42);
      case "cnn" -> FashionCnnNet.create(42);
      case "lenet5" -> Lenet5Net.create(42);
      default -> throw new IllegalArgumentException("no model " + model + "; mlp, cnn or lenet5");
    };
  }

  /**
   * The last fifth of the epochs goes at a tenth of the rate, which is worth a percent of accuracy.
   */
  static double train(Network net, FashionData data, int epochs) throws IOException {
    Dataset train = data.train();
    Trainer trainer = Trainer.of(net).validation(data.test());
    int fine = Math.max(1, epochs / 5);
    trainer.optimizer(Adam.withLearningRate(1e-3)).epochs(Math.max(1, epochs - fine)).fit(train);
    History history = trainer.optimizer(Adam.withLearningRate(1e-4)).epochs(fine).fit(train);
    return history.last().accuracy().orElseThrow();
  }

  public static void main(String[] args) throws IOException {
    Options options =
        Options.of(
            "fashion-mnist --data DIR [--model mlp|cnn|lenet5] [--epochs N]",
            FashionData.FILES,
            args);
    Network net = network(options.text("--model", "mlp"));
    double accuracy = train(net, new FashionData(options.data()), options.number("--epochs", 10));
    System.out.printf(Locale.ROOT, "accuracy on the test images: %.2f %%%n", 100 * accuracy);
  }
}
