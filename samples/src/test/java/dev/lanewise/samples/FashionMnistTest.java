package dev.lanewise.samples;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class FashionMnistTest {
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

  @Test
  void twoEpochsOfLenet5Reach83Percent() throws IOException {
    check("lenet5", 2, 0.83);
  }

  @Test
  @Tag("full")
  void tenEpochsOfLenet5Reach88AndAHalfPercent() throws IOException {
    check("lenet5", 10, 0.885);
  }

  /**
   * Data sets are no part of the project; they may lie beside it, or where -Dlanewise.data says.
   * Without them the test that asks is left out.
   */
  static FashionData data() {
    Path folder =
        Path.of(System.getProperty("lanewise.data", "../../shared/data")).resolve("fashion-mnist");
    assumeTrue(Files.isDirectory(folder), "no Fashion-MNIST in " + folder.toAbsolutePath());
    return new FashionData(folder);
  }

  private static void check(String model, int epochs, double least) throws IOException {
    double accuracy = FashionMnist.train(FashionMnist.network(model), data(), epochs);
    assertTrue(accuracy >= least, "accuracy " + accuracy);
  }
}
