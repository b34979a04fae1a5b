package dev.lanewise.samples;

/**
 * Tells apart what a radio telescope receives by convolutions along time, in float and in double:
 * how well, by signal to noise, and how soon.
 *
 * <pre>samples/run gmrt-cnn</pre>
 */
public final class GmrtCnn {
  private GmrtCnn() {}

  public static void main(String[] args) {
    GmrtCnnModelNet floats = RadioReport.train(GmrtCnnModelNet.create(1));
    GmrtCnnDoubleModelNet doubles = RadioReport.train(GmrtCnnDoubleModelNet.create(1));
    RadioReport.accuracies(floats, doubles);
    RadioReport.latencies(floats.predictor()::predict, doubles.predictor()::predict);
  }
}
