package dev.lanewise.samples;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
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

  static FashionData data() {
    return new FashionData(Data.folder("fashion-mnist"));
  }

  private static void check(String model, int epochs, double least) throws IOException {
    double accuracy = FashionMnist.train(FashionMnist.network(model), data(), epochs);
    assertTrue(accuracy >= least, "accuracy " + accuracy);
  }
}
