package dev.lanewise.samples;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.samples.PhotometricRedshift.Quality;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PhotometricRedshiftTest {
  @Test
  void redshiftsAreLearnedToAFewPercent() {
    GalaxyCatalogue known = GalaxyCatalogue.draw(20_000, 1);
    GalaxyCatalogue others = GalaxyCatalogue.draw(10_000, 2);
    Quality mean =
        Quality.of(PhotometricRedshift.meanRedshift(known, others.size()), others.redshifts());
    Quality learned =
        Quality.of(PhotometricRedshift.train(known).redshifts(others), others.redshifts());
    assertTrue(Math.abs(learned.bias()) < 0.01, learned.toString());
    assertTrue(learned.spread() < 0.045, learned.toString());
    assertTrue(learned.spread() < 0.4 * mean.spread(), mean + " " + learned);
    assertTrue(learned.outliers() < 0.03, learned.toString());
    assertTrue(learned.outliers() < 0.2 * mean.outliers(), mean + " " + learned);
  }

  /** Misses of -0.1, 0, 0.05, 0.1 and 0.7: the median is 0.05, the distances' median 0.05. */
  @Test
  void theMeasuresAreTheFields() {
    double[] redshifts = {1, 0, 1, 0, 1};
    Quality quality = Quality.of(new double[] {0.8, 0, 1.1, 0.1, 2.4}, redshifts);
    assertEquals(0.15, quality.bias(), 1e-12);
    assertEquals(1.4826 * 0.05, quality.spread(), 1e-12);
    assertEquals(0.2, quality.outliers(), 1e-12);
  }

  @Test
  void theCatalogueIsAFunctionOfItsSeedAndKeepsItsLimits() {
    GalaxyCatalogue galaxies = GalaxyCatalogue.draw(1000, 7);
    GalaxyCatalogue again = GalaxyCatalogue.draw(1000, 7);
    assertArrayEquals(galaxies.redshifts(), again.redshifts());
    for (int i = 0; i < galaxies.size(); i++) {
      assertArrayEquals(galaxies.magnitudes()[i], again.magnitudes()[i]);
      assertTrue(galaxies.magnitudes()[i][2] < 21.5);
      assertTrue(galaxies.redshifts()[i] > 0 && galaxies.redshifts()[i] < 0.8);
    }
  }

  /**
   * The break of old stars leaves g for r at a redshift of about 0.4, and galaxies redden on the
   * way.
   */
  @Test
  void distantGalaxiesAreRedder() {
    GalaxyCatalogue galaxies = GalaxyCatalogue.draw(5000, 8);
    assertTrue(reddest(galaxies, 0.35, 0.4) > reddest(galaxies, 0.05, 0.15) + 0.4);
  }

  /** The largest g - r between two redshifts. */
  private static double reddest(GalaxyCatalogue galaxies, double from, double to) {
    return IntStream.range(0, galaxies.size())
        .filter(i -> galaxies.redshifts()[i] >= from && galaxies.redshifts()[i] < to)
        .mapToDouble(i -> galaxies.magnitudes()[i][1] - galaxies.magnitudes()[i][2])
        .max()
        .orElseThrow();
  }
}
