package consumer;

import dev.lanewise.runtime.Adam;
import dev.lanewise.runtime.Column;
import dev.lanewise.runtime.Dataset;
import dev.lanewise.runtime.Trainer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Trains XOR, takes the weights through a file, and prints the width of the program and the four
 * answers, as {@code bits=0 0110}.
 */
final class Main {
  private Main() {}

  public static void main(String[] arguments) throws IOException {
    float[][] pairs = {{0, 0}, {0, 1}, {1, 0}, {1, 1}};
    float[][] truths = {{0}, {1}, {1}, {0}};
    Dataset data = Dataset.of("pair", Column.floats(pairs)).with("truth", Column.floats(truths));

    XorNet net = XorNet.create(1);
    Trainer.of(net).optimizer(Adam.withLearningRate(0.05)).epochs(500).quiet().fit(data);

    XorNet.Predictor predictor = throughFile(net).predictor();
    StringBuilder answers = new StringBuilder();
    float[] odd = new float[1];
    for (float[] pair : pairs) {
      predictor.predict(pair, odd);
      if (odd[0] != net.predict(pair)[0]) {
        throw new AssertionError("the saved network answers " + odd[0]);
      }
      answers.append(Math.round(odd[0]));
    }
    System.out.println("bits=" + net.bits() + " " + answers);
  }

  private static XorNet throughFile(XorNet net) throws IOException {
    Path file = Files.createTempFile("xor", ".safetensors");
    try {
      net.save(file);
      return XorNet.load(file);
    } finally {
      Files.delete(file);
    }
  }
}
