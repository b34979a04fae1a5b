package dev.lanewise.samples;

/**
 * Tells apart what a radio telescope receives, in float and in double: how well, by signal to
 * noise, and how soon.
 *
 * <pre>samples/run gmrt-linear</pre>
 */
public final class GmrtLinear {
  private GmrtLinear() {}

  public static void main(String[] args) {
    GmrtLinearModelNet floats = RadioReport.train(GmrtLinearModelNet.create(1));
    GmrtLinearDoubleModelNet doubles = RadioReport.train(GmrtLinearDoubleModelNet.create(1));
    RadioReport.accuracies(floats, doubles);
    RadioReport.latencies(floats.predictor()::predict, doubles.predictor()::predict);
  }
}
