package dev.lanewise.samples;

import dev.lanewise.samples.GmrtLinear.Latency;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * Tells apart what a radio telescope receives by convolutions along time, in float and in double:
 * how well, by signal to noise, and how soon.
 *
 * <pre>samples/run gmrt-cnn</pre>
 */
public final class GmrtCnn {
  private GmrtCnn() {}

  static Latency latency(GmrtCnnModelNet net) {
    GmrtCnnModelNet.Predictor predictor = net.predictor();
    float[] window = RadioSignal.CHIRP.window(8, new SplittableRandom(3));
    float[] scores = new float[RadioSignal.values().length];
    return Latency.of(() -> predictor.predict(window, scores));
  }

  static Latency latency(GmrtCnnDoubleModelNet net) {
    GmrtCnnDoubleModelNet.Predictor predictor = net.predictor();
    double[] window = new double[RadioSignal.CHANNELS * RadioSignal.SAMPLES];
    double[] scores = new double[RadioSignal.values().length];
    return Latency.of(() -> predictor.predict(window, scores));
  }

  public static void main(String[] args) {
    GmrtCnnModelNet floats = GmrtLinear.train(GmrtCnnModelNet.create(1));
    GmrtCnnDoubleModelNet doubles = GmrtLinear.train(GmrtCnnDoubleModelNet.create(1));
    System.out.println("accuracy by signal to noise   float  double");
    for (int ratio = 2; ratio <= 14; ratio += 2) {
      System.out.printf(
          Locale.ROOT,
          "%27d  %5.1f %%  %4.1f %%%n",
          ratio,
          100 * GmrtLinear.accuracy(floats, ratio),
          100 * GmrtLinear.accuracy(doubles, ratio));
    }
    System.out.println("one prediction, in ns        median       99 %     99.9 %");
    GmrtLinear.print("float", latency(floats));
    GmrtLinear.print("double", latency(doubles));
  }
}
