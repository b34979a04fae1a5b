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
 * Tells apart what a radio telescope receives, in float and in double: how well, by signal to
 * noise, and how soon.
 *
 * <pre>samples/run gmrt-linear</pre>
 */
public final class GmrtLinear {
  private GmrtLinear() {}

  /** Windows of all kinds, equally often, with signal to noise between two ratios. */
  static Dataset windows(int size, double weakest, double strongest, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    RadioSignal[] kinds = RadioSignal.values();
    float[][] windows = new float[size][];
    int[] labels = new int[size];
    for (int i = 0; i < size; i++) {
      labels[i] = i % kinds.length;
      double ratio = weakest + (strongest - weakest) * random.nextDouble();
      windows[i] = kinds[labels[i]].window(ratio, random);
    }
    return Dataset.of("window", Column.floats(windows)).with("kind", Column.labels(labels));
  }

  static <N extends Network> N train(N net) {
    Dataset windows = windows(30_000, 4, 12, 1);
    Trainer trainer = Trainer.of(net).threads(1).quiet();
    trainer.optimizer(Adam.withLearningRate(1e-3)).epochs(5).fit(windows);
    trainer.optimizer(Adam.withLearningRate(1e-4)).epochs(2).fit(windows);
    return net;
  }

  /** The share of windows of one signal to noise whose kind is found. */
  static double accuracy(Network net, double ratio) {
    return Evaluation.of(net, windows(4000, ratio, ratio, 2)).accuracy().orElseThrow();
  }

  /** How long calls took, in nanoseconds: half of them, 99 % and 99.9 % took no longer. */
  record Latency(long median, long p99, long p999) {
    static Latency of(Runnable call) {
      long[] nanos = new long[200_000];
      for (int i = 0; i < 2 * nanos.length; i++) {
        long start = System.nanoTime();
        call.run();
        nanos[i % nanos.length] = System.nanoTime() - start; // the first round warms up
      }
      return of(nanos);
    }

    static Latency of(long[] nanos) {
      long[] sorted = nanos.clone();
      Arrays.sort(sorted);
      return new Latency(rank(sorted, 0.5), rank(sorted, 0.99), rank(sorted, 0.999));
    }

    private static long rank(long[] sorted, double share) {
      return sorted[(int) Math.ceil(share * sorted.length) - 1];
    }
  }

  static Latency latency(GmrtLinearModelNet net) {
    GmrtLinearModelNet.Predictor predictor = net.predictor();
    float[] window = RadioSignal.CHIRP.window(8, new SplittableRandom(3));
    float[] scores = new float[RadioSignal.values().length];
    return Latency.of(() -> predictor.predict(window, scores));
  }

  static Latency latency(GmrtLinearDoubleModelNet net) {
    GmrtLinearDoubleModelNet.Predictor predictor = net.predictor();
    double[] window = new double[RadioSignal.CHANNELS * RadioSignal.SAMPLES];
    double[] scores = new double[RadioSignal.values().length];
    return Latency.of(() -> predictor.predict(window, scores));
  }

  public static void main(String[] args) {
    GmrtLinearModelNet floats = train(GmrtLinearModelNet.create(1));
    GmrtLinearDoubleModelNet doubles = train(GmrtLinearDoubleModelNet.create(1));
    System.out.println("accuracy by signal to noise   float  double");
    for (int ratio = 2; ratio <= 14; ratio += 2) {
      System.out.printf(
          Locale.ROOT,
          "%27d  %5.1f %%  %4.1f %%%n",
          ratio,
          100 * accuracy(floats, ratio),
          100 * accuracy(doubles, ratio));
    }
    System.out.println("one prediction, in ns        median       99 %     99.9 %");
    print("float", latency(floats));
    print("double", latency(doubles));
  }

  static void print(String name, Latency latency) {
    System.out.printf(
        Locale.ROOT, "%-24s  %9d  %9d  %9d%n", name, latency.median, latency.p99, latency.p999);
  }
}
