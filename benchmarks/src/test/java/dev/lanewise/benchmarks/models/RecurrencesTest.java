package dev.lanewise.benchmarks.models;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.benchmarks.models.Recurrence.Cell;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecurrencesTest {

  @Test
  void layersAndDirectionsAreThoseOfTheParameters() {
    Chain chain = Recurrences.rows().get("bilstm-16x2-t100").get().chain();
    Recurrence recurrence = (Recurrence) chain.layers().getFirst();
    assertEquals(2, recurrence.layers());
    assertEquals(2, recurrence.directions());
    assertEquals(List.of(16, 32), List.of(recurrence.features(0), recurrence.features(1)));
    assertEquals(List.of(100, 32), chain.output());
    assertEquals(4 * 64 * 16 * Float.BYTES, recurrence.stateBytes() * 4);
    assertEquals(2L * 64 * (2 * (16 + 16) + 2 * (32 + 16)) * 100, chain.flops());
    assertEquals(2L * 64 * (2 * 16 + 2 * 32) * 100, recurrence.productFlops(chain.input()));
  }

  @Test
  void trainingSparesTheGradientOfTheInputButNotOfTheState() {
    Chain chain =
        Chain.of(RecurrentClassifiers_Lstm9x128x2By1Net.create(1))
            .recurrent(Cell.LSTM, "layer")
            .lastStep()
            .dense("output");
    long first = 2L * 512 * 9 * 100;
    long others = 2L * 512 * (3 * 128) * 100;
    assertEquals(2 * first + 3 * others + 3 * 2 * 10 * 128, chain.trainingFlops());
    assertEquals(List.of(10), chain.output());
  }

  /** A predictor refuses arrays of another length. */
  @Test
  void networksHaveTheShapesThatThePeerIsToldOf() {
    Recurrences.rows()
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
}
