package dev.lanewise.samples;

import dev.lanewise.runtime.Adam;
import dev.lanewise.runtime.Column;
import dev.lanewise.runtime.Dataset;
import dev.lanewise.runtime.Trainer;
import java.util.Random;

/**
 * Two spirals wound into each other, told apart by a network of residual blocks, and drawn.
 *
 * <pre>samples/run spirals</pre>
 */
public final class Spirals {
  private static final double TURNS = 1.75;
  private static final int WIDTH = 64;
  private static final int HEIGHT = 32;

  private Spirals() {}

  /** A point of either spiral, and 1 if it is the second's. */
  record Point(float[] at, float second) {
    static Point random(Random random) {
      double along = Math.sqrt(random.nextDouble());
      boolean second = random.nextBoolean();
      double angle = along * TURNS * 2 * Math.PI + (second ? Math.PI : 0);
      double x = along * Math.cos(angle) + 0.02 * random.nextGaussian();
      double y = along * Math.sin(angle) + 0.02 * random.nextGaussian();
      return new Point(new float[] {(float) x, (float) y}, second ? 1 : 0);
    }
  }

  static Dataset points(int count, long seed) {
    Random random = new Random(seed);
    float[][] at = new float[count][];
    float[][] second = new float[count][];
    for (int i = 0; i < count; i++) {
      Point point = Point.random(random);
      at[i] = point.at;
      second[i] = new float[] {point.second};
    }
    return Dataset.of("point", Column.floats(at)).with("second", Column.floats(second));
  }

  static SpiralsModelNet train(long seed) {
    SpiralsModelNet net = SpiralsModelNet.create(seed);
    Trainer.of(net)
        .optimizer(Adam.withLearningRate(2e-3))
        .epochs(60)
        .threads(1)
        .quiet()
        .fit(points(4096, seed));
    return net;
  }

  /** The share of new points that are told right. */
  static double accuracy(SpiralsModelNet net, int count, long seed) {
    Random random = new Random(seed);
    int right = 0;
    for (int i = 0; i < count; i++) {
      Point point = Point.random(random);
      boolean second = net.predict(point.at)[0] > 0.5f;
      right += second == point.second > 0.5f ? 1 : 0;
    }
    return (double) right / count;
  }

  /** The square from -1 to 1: what the network takes for the second spiral is dark. */
  private static void draw(SpiralsModelNet net) {
    SpiralsModelNet.Predictor predictor = net.predictor();
    float[] point = new float[2];
    float[] probability = new float[1];
    for (int row = 0; row < HEIGHT; row++) {
      StringBuilder line = new StringBuilder();
      for (int column = 0; column < WIDTH; column++) {
        point[0] = 2 * (column + 0.5f) / WIDTH - 1;
        point[1] = 1 - 2 * (row + 0.5f) / HEIGHT;
        predictor.predict(point, probability);
        line.append(probability[0] > 0.5f ? '#' : '.');
      }
      System.out.println(line);
    }
  }

  public static void main(String[] args) {
    SpiralsModelNet net = train(1);
    draw(net);
    System.out.printf("%.1f %% of new points told right%n", 100 * accuracy(net, 10_000, 2));
  }
}
