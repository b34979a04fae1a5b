package dev.lanewise.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.samples.Perceptron.Epoch;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** In each order of the four rows. */
class PerceptronTest {
  private static final int EPOCHS = 1000;

  static List<int[]> orders() {
    List<int[]> orders = new ArrayList<>();
    for (int code = 0; code < 256; code++) {
      int[] order = {code >> 6, code >> 4 & 3, code >> 2 & 3, code & 3};
      if (IntStream.of(order).distinct().count() == 4) {
        orders.add(order);
      }
    }
    return orders;
  }

  /**
   * Novikoff's bound: at most (R / margin)² mistakes. With the 1 of the bias no row is longer than
   * R = √3; the weights (2, 2) and the bias -3 separate the rows by a margin of 1/√17. An epoch but
   * the last has a mistake.
   */
  @ParameterizedTest
  @MethodSource("orders")
  void andIsLearnedWithinTheBound(int[] order) {
    assertLearns(new float[] {0, 0, 0, 1}, 3 * 17, order);
  }

  /** The same with (2, 2) and -1, a margin of 1/3. */
  @ParameterizedTest
  @MethodSource("orders")
  void orIsLearnedWithinTheBound(int[] order) {
    assertLearns(new float[] {0, 1, 1, 1}, 3 * 9, order);
  }

  @ParameterizedTest
  @MethodSource("orders")
  void exclusiveOrIsNeverLearned(int[] order) {
    List<Epoch> epochs = run(new float[] {0, 1, 1, 0}, order);
    assertEquals(EPOCHS, epochs.size());
    assertTrue(epochs.stream().allMatch(epoch -> epoch.mistakes() > 0));
    assertTrue(epochs.stream().distinct().count() < 10, "no cycle");
  }

  private static void assertLearns(float[] answers, int bound, int[] order) {
    List<Epoch> epochs = run(answers, order);
    assertEquals(0, epochs.getLast().mistakes());
    assertTrue(epochs.size() <= bound, epochs.size() + " epochs");
  }

  /** What the net does is what a loop over the textbook's rule does, to the last weight. */
  @Test
  void theUpdatesAreRosenblatts() {
    for (int[] order : orders()) {
      for (int gate = 0; gate < 16; gate++) {
        float[] answers = {gate & 1, gate >> 1 & 1, gate >> 2 & 1, gate >> 3};
        assertEquals(rosenblatt(answers, order, 20), train(answers, order, 20));
      }
    }
  }

  private static List<Epoch> rosenblatt(float[] answers, int[] order, int limit) {
    float[] w = new float[3];
    List<Epoch> epochs = new ArrayList<>();
    int mistakes;
    do {
      for (int row : order) {
        float error = answers[row] - fires(w, row);
        w[0] += error * (row >> 1);
        w[1] += error * (row & 1);
        w[2] += error;
      }
      mistakes = (int) IntStream.range(0, 4).filter(row -> fires(w, row) != answers[row]).count();
      epochs.add(new Epoch(w[0], w[1], w[2], mistakes));
    } while (mistakes > 0 && epochs.size() < limit);
    return epochs;
  }

  private static float fires(float[] w, int row) {
    return w[0] * (row >> 1) + w[1] * (row & 1) + w[2] > 0 ? 1 : 0;
  }

  private static List<Epoch> run(float[] answers, int[] order) {
    return train(answers, order, EPOCHS);
  }

  private static List<Epoch> train(float[] answers, int[] order, int limit) {
    float[][] bits = new float[4][];
    float[][] targets = new float[4][];
    for (int i = 0; i < 4; i++) {
      bits[i] = new float[] {order[i] >> 1, order[i] & 1};
      targets[i] = new float[] {answers[order[i]]};
    }
    return Perceptron.train(bits, targets, limit);
  }
}
