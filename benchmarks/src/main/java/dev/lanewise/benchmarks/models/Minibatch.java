package dev.lanewise.benchmarks.models;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Rows to train on.
 *
 * @param features {@code [rows][inputs]}, in [0, 1)
 * @param labels {@code [rows]}
 */
public record Minibatch(float[] features, int[] labels) {

  /** Random minibatches, the same for the same seed. */
  public static List<Minibatch> random(long seed, int count, int rows, int inputs, int classes) {
    Random random = new Random(seed);
    List<Minibatch> minibatches = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      float[] features = new float[rows * inputs];
      for (int j = 0; j < features.length; j++) {
        features[j] = random.nextFloat();
      }
      minibatches.add(new Minibatch(features, random.ints(rows, 0, classes).toArray()));
    }
    return minibatches;
  }

  /** Number of rows. */
  public int rows() {
    return labels.length;
  }
}
