package dev.lanewise.benchmarks.models;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConvolutionsTest {

  @Test
  void rowsInTheOrderOfTheReport() {
    assertEquals(
        List.of(
            "conv3x3-64-56",
            "conv3x3-128-28",
            "conv3x3-256-14",
            "conv3x3-512-7",
            "conv3x3s2-64-128-56",
            "conv1x1-64-256-56",
            "conv1x1-1024-256-14",
            "conv7x7s2-3-64-224",
            "conv5x5-32-64-28",
            "depthwise3x3-128-56",
            "conv1d-32-121-k3",
            "conv1d-512-300-k3",
            "conv3x3-17-29-31",
            "conv5x5-3-5-13x57",
            "gmrt",
            "lenet5",
            "fashion"),
        List.copyOf(Convolutions.rows().keySet()));
  }

  /** A predictor refuses arrays of another length. */
  @Test
  void networksHaveTheShapesThatThePeerIsToldOf() {
    Convolutions.rows()
        .forEach((row, supplier) -> {
          Prediction prediction = supplier.get();
          float[] input = new float[Layer.size(prediction.chain().input())];
          float[] output = new float[Layer.size(prediction.chain().output())];
          Arrays.fill(input, 1);
          prediction.predictor().predict(input, output);
          float sum = 0;
          for (float value : output) {
            sum += value;
          }
          assertTrue(sum != 0, row);
        });
  }

  @Test
  void operationsAreTwoForEachWeightAndPixel() {
    Chain conv = Convolutions.rows().get("conv3x3s2-64-128-56").get().chain();
    assertEquals(List.of(64, 56, 56), conv.input());
    assertEquals(List.of(128, 28, 28), conv.output());
    assertEquals(2L * 64 * 128 * 9 * 28 * 28, conv.flops());
  }

  @Test
  void eachChannelOfADepthwiseLayerIsAGroup() {
    Chain conv = Convolutions.rows().get("depthwise3x3-128-56").get().chain();
    assertEquals(128, ((Layer.Conv) conv.layers().getFirst()).groups());
    assertEquals(2L * 128 * 9 * 56 * 56, conv.flops());
  }

  @Test
  void trainingSparesTheGradientOfTheInput() {
    Chain chain = Convolutions.conv64(Conv64Net.create(1));
    long conv = 2L * 64 * 64 * 9 * 56 * 56;
    assertEquals(5 * conv + 3 * 2 * 64 * 10, chain.trainingFlops());
    assertEquals(List.of(10), chain.output());
  }
}
