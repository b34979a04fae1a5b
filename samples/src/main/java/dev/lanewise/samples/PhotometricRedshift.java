package dev.lanewise.samples;

import dev.lanewise.runtime.Adam;
import dev.lanewise.runtime.Column;
import dev.lanewise.runtime.Dataset;
import dev.lanewise.runtime.Trainer;
import java.util.Arrays;
import java.util.Locale;

/**
 * Learns how far away galaxies are from their colours: redshifts from magnitudes in five bands, by
 * the catalogue of a simulated survey.
 *
 * <pre>samples/run photometric-redshift</pre>
 */
public final class PhotometricRedshift {
  private final PhotometricRedshiftModelNet net = PhotometricRedshiftModelNet.create(1);
  private final double[] mean = new double[GalaxyCatalogue.BANDS];
  private final double[] deviation = new double[GalaxyCatalogue.BANDS];

  private PhotometricRedshift() {}

  /**
   * The field's measures of {@code (estimate - z) / (1 + z)}.
   *
   * @param bias its mean
   * @param spread sigma NMAD, 1.4826 times the median distance from its median: the standard
   *     deviation of a normal distribution, and deaf to outliers
   * @param outliers the share of galaxies that miss by more than 0.15
   */
  record Quality(double bias, double spread, double outliers) {
    static Quality of(double[] estimates, double[] redshifts) {
      double[] misses = new double[redshifts.length];
      for (int i = 0; i < misses.length; i++) {
        misses[i] = (estimates[i] - redshifts[i]) / (1 + redshifts[i]);
      }
      double median = median(misses);
      return new Quality(
          Arrays.stream(misses).average().orElseThrow(),
          1.4826 * median(Arrays.stream(misses).map(miss -> Math.abs(miss - median)).toArray()),
          Arrays.stream(misses).filter(miss -> Math.abs(miss) > 0.15).count()
              / (double) misses.length);
    }

    private static double median(double[] values) {
      double[] sorted = values.clone();
      Arrays.sort(sorted);
      return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }
  }

  static PhotometricRedshift train(GalaxyCatalogue galaxies) {
    PhotometricRedshift learned = new PhotometricRedshift();
    for (int band = 0; band < GalaxyCatalogue.BANDS; band++) {
      int column = band;
      double[] values =
          Arrays.stream(galaxies.magnitudes()).mapToDouble(row -> row[column]).toArray();
      double mean = Arrays.stream(values).average().orElseThrow();
      learned.mean[band] = mean;
      learned.deviation[band] =
          Math.sqrt(
              Arrays.stream(values).map(v -> (v - mean) * (v - mean)).average().orElseThrow());
    }
    float[][] inputs = new float[galaxies.size()][];
    float[][] targets = new float[galaxies.size()][];
    for (int i = 0; i < galaxies.size(); i++) {
      inputs[i] = learned.standardised(galaxies.magnitudes()[i]);
      targets[i] = new float[] {(float) Math.log1p(galaxies.redshifts()[i])};
    }
    Dataset rows =
        Dataset.of("magnitudes", Column.floats(inputs)).with("target", Column.floats(targets));
    Trainer trainer = Trainer.of(learned.net).threads(1).quiet();
    trainer.optimizer(Adam.withLearningRate(3e-3)).epochs(20).fit(rows);
    trainer.optimizer(Adam.withLearningRate(3e-4)).epochs(10).fit(rows);
    return learned;
  }

  private float[] standardised(float[] magnitudes) {
    float[] standardised = new float[magnitudes.length];
    for (int band = 0; band < magnitudes.length; band++) {
      standardised[band] = (float) ((magnitudes[band] - mean[band]) / deviation[band]);
    }
    return standardised;
  }

  double redshift(float[] magnitudes) {
    return Math.expm1(net.predict(standardised(magnitudes))[0]);
  }

  double[] redshifts(GalaxyCatalogue galaxies) {
    return Arrays.stream(galaxies.magnitudes()).mapToDouble(this::redshift).toArray();
  }

  /** What one would say without looking. */
  static double[] meanRedshift(GalaxyCatalogue known, int size) {
    double[] estimates = new double[size];
    Arrays.fill(estimates, Arrays.stream(known.redshifts()).average().orElseThrow());
    return estimates;
  }

  public static void main(String[] args) {
    GalaxyCatalogue known = GalaxyCatalogue.draw(20_000, 1);
    GalaxyCatalogue others = GalaxyCatalogue.draw(10_000, 2);
    System.out.println("10,000 other galaxies         bias  sigma NMAD  outliers");
    print("the mean of all", Quality.of(meanRedshift(known, others.size()), others.redshifts()));
    print("learned", Quality.of(train(known).redshifts(others), others.redshifts()));
  }

  private static void print(String name, Quality quality) {
    System.out.printf(
        Locale.ROOT,
        "%-23s  %9.4f  %10.4f  %6.2f %%%n",
        name,
        quality.bias,
        quality.spread,
        100 * quality.outliers);
  }
}
