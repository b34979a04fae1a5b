package dev.lanewise.samples;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class FashionMnistTest {
  /**
   * Data sets are no part of the project; they may lie beside it, or where -Dlanewise.data says.
   */
  private static final Path DATA =
      Path.of(System.getProperty("lanewise.data", "../../shared/data")).resolve("fashion-mnist");

  @Test
  void tenEpochsReach88PercentOnTheTestImages() throws IOException {
    check("mlp", 10, 0.88);
  }

  @Test
  void oneEpochOfConvolutionsReaches85Percent() throws IOException {
    check("cnn", 1, 0.85);
  }

  @Test
  @Tag("full")
  void tenEpochsOfConvolutionsReach91AndAHalfPercent() throws IOException {
    check("cnn", 10, 0.915);
  }

  private static void check(String model, int epochs, double least) throws IOException {
    assumeTrue(Files.isDirectory(DATA), "no Fashion-MNIST in " + DATA.toAbsolutePath());
    double accuracy = FashionMnist.train(FashionMnist.network(model), DATA, epochs);
    assertTrue(accuracy >= least, "accuracy " + accuracy);
  }
}
