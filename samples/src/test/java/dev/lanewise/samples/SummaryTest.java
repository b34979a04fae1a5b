package dev.lanewise.samples;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class SummaryTest {
  private static final String SUMMARY = FashionMlpNet.create(1).summary();

  @Test
  void aLayerShowsItsShapeParametersFlopsAndAlgorithm() {
    // 784 x 128 weights and 128 biases; as many multiplications and additions, and a ReLU each.
    String hidden1 = "hidden1 dense+relu image 128 100,480 200,960 outer product";
    assertTrue(SUMMARY.replaceAll(" +", " ").contains(hidden1), SUMMARY);
  }

  @Test
  void theTotalCountsEveryParameter() {
    int values =
        FashionMlpNet.create(1).parameters().stream().mapToInt(parameter -> parameter.size()).sum();
    String total = "total %,d".formatted(values);
    assertTrue(SUMMARY.replaceAll(" +", " ").contains(total), SUMMARY);
  }
}
