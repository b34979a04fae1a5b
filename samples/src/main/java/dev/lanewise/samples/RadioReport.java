package dev.lanewise.samples;

import dev.lanewise.runtime.Adam;
import dev.lanewise.runtime.Column;
import dev.lanewise.runtime.Dataset;
import dev.lanewise.runtime.Evaluation;
import dev.lanewise.runtime.Network;
import dev.lanewise.runtime.Trainer;
import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * Trains networks on simulated {@link RadioSignal}s, and reports how well they tell others apart,
 * by signal to noise, and how soon.
 */
final class RadioReport {
  private static final int TRAINED_ON = 30_000;
  private static final int ASKED = 4000;
  private static final int KINDS = RadioSignal.values().length;

  private RadioReport() {}

  /** Windows of all kinds, equally often, with signal to noise between two ratios. */
  static Dataset windows(int size, double weakest, double strongest, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[][] windows = new float[size][];
    int[] labels = new int[size];
    for (int i = 0; i < size; i++) {
      labels[i] = i % KINDS;
      double ratio = weakest + (strongest - weakest) * random.nextDouble();
      windows[i] = RadioSignal.values()[labels[i]].window(ratio, random);
    }
    return Dataset.of("window", Column.floats(windows)).with("kind", Column.labels(labels));
  }

  static <N extends Network> N train(N net) {
    Dataset windows = windows(TRAINED_ON, 4, 12, 1);
    long start = System.nanoTime();
    Trainer trainer = Trainer.of(net).threads(1).quiet();
    trainer.optimizer(Adam.withLearningRate(1e-3)).epochs(5).fit(windows);
    trainer.optimizer(Adam.withLearningRate(1e-4)).epochs(2).fit(windows);
    System.out.printf(
        Locale.ROOT,
        "%s learned from %,d simulated windows in %.1f s%n",
        net.modelName(),
        TRAINED_ON,
        (System.nanoTime() - start) * 1e-9);
    return net;
  }

  /** The share of other windows, all of one signal to noise, whose kind is found. */
  static double accuracy(Network net, double ratio) {
    return Evaluation.of(net, windows(ASKED, ratio, ratio, 2)).accuracy().orElseThrow();
  }

  /** One thread's predictor in float. */
  interface Floats {
    void predict(float[] window, float[] scores);
  }

  /** One thread's predictor in double. */
  interface Doubles {
    void predict(double[] window, double[] scores);
  }

  static void accuracies(Network floats, Network doubles) {
    System.out.println("accuracy by signal to noise   float  double");
    for (int ratio = 2; ratio <= 14; ratio += 2) {
      System.out.printf(
          Locale.ROOT,
          "%27d  %5.1f %%  %4.1f %%%n",
          ratio,
          100 * accuracy(floats, ratio),
          100 * accuracy(doubles, ratio));
    }
  }

  static void latencies(Floats floats, Doubles doubles) {
    float[] window = RadioSignal.CHIRP.window(8, new SplittableRandom(3));
    float[] scores = new float[KINDS];
    double[] sameWindow = new double[window.length];
    Arrays.setAll(sameWindow, i -> window[i]);
    double[] doubleScores = new double[KINDS];
    System.out.println("one prediction, in ns        median       99 %     99.9 %");
    print("float", Latency.of(() -> floats.predict(window, scores)));
    print("double", Latency.of(() -> doubles.predict(sameWindow, doubleScores)));
  }

  private static void print(String name, Latency latency) {
    System.out.printf(
        Locale.ROOT,
        "%-24s  %9d  %9d  %9d%n",
        name,
        latency.median(),
        latency.p99(),
        latency.p999());
  }
}
