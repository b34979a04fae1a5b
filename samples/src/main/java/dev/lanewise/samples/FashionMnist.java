package dev.lanewise.samples;

import dev.lanewise.runtime.Adam;
import dev.lanewise.runtime.Dataset;
import dev.lanewise.runtime.History;
import dev.lanewise.runtime.Idx;
import dev.lanewise.runtime.Network;
import dev.lanewise.runtime.Trainer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Trains on the 60,000 images of Fashion-MNIST (Xiao, Rasul and Vollgraf, 2017) and tests on the
 * other 10,000.
 *
 * <pre>samples/run fashion-mnist --data DIR [--model mlp|cnn] [--epochs N]</pre>
 */
public final class FashionMnist {
  private FashionMnist() {}

  /** The network of a name. */
  static Network network(String model) {
    return switch (model) {
      case "mlp" -> FashionMlpNet.create(42);
      case "cnn" -> FashionCnnNet.create(42);
      default -> throw new IllegalArgumentException("no model " + model + "; mlp or cnn");
    };
  }

  /**
   * The last fifth of the epochs goes at a tenth of the rate, which is worth a percent of accuracy.
   */
  static double train(Network net, Path folder, int epochs) throws IOException {
    Dataset train = read(folder, "train");
    Trainer trainer = Trainer.of(net).validation(read(folder, "t10k"));
    int fine = Math.max(1, epochs / 5);
    trainer.optimizer(Adam.withLearningRate(1e-3)).epochs(Math.max(1, epochs - fine)).fit(train);
    History history = trainer.optimizer(Adam.withLearningRate(1e-4)).epochs(fine).fit(train);
    return history.last().accuracy().orElseThrow();
  }

  private static Dataset read(Path folder, String part) throws IOException {
    Idx images = Idx.read(folder.resolve(part + "-images-idx3-ubyte.gz"));
    Idx labels = Idx.read(folder.resolve(part + "-labels-idx1-ubyte.gz"));
    return Dataset.of("image", images.scaled()).with("label", labels.labels());
  }

  public static void main(String[] args) throws IOException {
    Path folder = null;
    String model = "mlp";
    int epochs = 10;
    for (int i = 0; i + 1 < args.length; i += 2) {
      switch (args[i]) {
        case "--data" -> folder = Path.of(args[i + 1]);
        case "--model" -> model = args[i + 1];
        case "--epochs" -> epochs = Integer.parseInt(args[i + 1]);
        default -> folder = null;
      }
    }
    if (folder == null || args.length % 2 != 0 || !Files.isDirectory(folder)) {
      System.err.println("usage: fashion-mnist --data DIR [--model mlp|cnn] [--epochs N]");
      System.err.println(
          "DIR holds the idx.gz files of https://github.com/zalandoresearch/fashion-mnist");
      System.exit(2);
    }
    double accuracy = train(network(model), folder, epochs);
    System.out.printf(Locale.ROOT, "accuracy on the test images: %.2f %%%n", 100 * accuracy);
  }
}
