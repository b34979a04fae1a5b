package dev.lanewise.benchmarks.timing;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

/**
 * Nanoseconds a call, {@code [contender][round]}; the contenders' rounds of one index ran side by
 * side.
 *
 * <p>The intervals are percentiles of a moving-block bootstrap (Künsch, "The jackknife and the
 * bootstrap for general stationary observations", 1989): neighbouring rounds share whatever the
 * machine was doing, so blocks of rounds are drawn rather than single ones, and the contenders'
 * rounds are drawn together.
 */
public record Rounds(double[][] nanos) {

  private static final int RESAMPLES = 2000;
  private static final int BLOCK = 8;

  /** Median nanoseconds a call of one contender. */
  public Estimate median(int contender) {
    return estimate(pick -> medianOf(contender, pick));
  }

  /** Median of one contender over the median of another. */
  public Estimate ratio(int numerator, int denominator) {
    return estimate(pick -> medianOf(numerator, pick) / medianOf(denominator, pick));
  }

  /** Work a nanosecond of one contender, at its median, where a call does {@code work}. */
  public Estimate rate(int contender, double work) {
    return estimate(pick -> work / medianOf(contender, pick));
  }

  /** Median of one contender, taken {@code times}, less the median of another. */
  public Estimate difference(int times, int contender, int other) {
    return estimate(pick -> times * medianOf(contender, pick) - medianOf(other, pick));
  }

  /** A weighted sum of the medians of two contenders, over the median of another. */
  public Estimate share(int first, double weight, int second, double other, int whole) {
    return estimate(pick ->
        (weight * medianOf(first, pick) + other * medianOf(second, pick)) / medianOf(whole, pick));
  }

  private int count() {
    return nanos[0].length;
  }

  private Estimate estimate(ToDoubleFunction<int[]> statistic) {
    int[] pick = new int[count()];
    Arrays.setAll(pick, i -> i);
    final double value = statistic.applyAsDouble(pick);
    // A fixed seed: the same rounds give the same bounds.
    SplittableRandom random = new SplittableRandom(42);
    double[] resampled = new double[RESAMPLES];
    for (int i = 0; i < RESAMPLES; i++) {
      draw(pick, random);
      resampled[i] = statistic.applyAsDouble(pick);
    }
    Arrays.sort(resampled);
    return new Estimate(
        value, resampled[(int) (0.025 * RESAMPLES)], resampled[(int) (0.975 * RESAMPLES)]);
  }

  private void draw(int[] pick, SplittableRandom random) {
    int block = Math.min(BLOCK, pick.length);
    for (int i = 0; i < pick.length; i += block) {
      int from = random.nextInt(pick.length - block + 1);
      for (int j = i; j < Math.min(i + block, pick.length); j++) {
        pick[j] = from + j - i;
      }
    }
  }

  private double medianOf(int contender, int[] pick) {
    double[] values = new double[pick.length];
    Arrays.setAll(values, i -> nanos[contender][pick[i]]);
    Arrays.sort(values);
    int middle = values.length / 2;
    return values.length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
  }
}
