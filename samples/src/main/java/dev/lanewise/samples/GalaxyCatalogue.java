package dev.lanewise.samples;

import java.util.SplittableRandom;

/**
 * Galaxies as a survey of the sky would list them: the magnitudes that it measures in five bands,
 * and the redshifts. A galaxy is old and young starlight behind dust, at some distance:
 *
 * <ul>
 *   <li>Starlight is that of black bodies, with the break that shows in spectra: old stars, 4500 K,
 *       halve below 4000 Å (Balogh et al. 1999), young ones, 12,000 K, lose 30 % below the limit of
 *       Balmer's series at 3646 Å. The share of young light is drawn, and so is the dust, which
 *       dims as {@code wavelength^-0.7} (Charlot and Fall 2000).
 *   <li>Galaxies fill space evenly out to redshift 0.8. Their luminosities are normal in
 *       magnitudes, their distances follow Hubble's law to the second order, {@code c/H (z + (1 -
 *       q) z² / 2)} with {@code q = -0.55}. Those brighter than magnitude 21.5 in r are listed.
 *   <li>Bands and noise are those of the Sloan Digital Sky Survey (Fukugita et al. 1996, Stoughton
 *       et al. 2002): sky noise, 2 % of calibration, and magnitudes by asinh, which measure faint
 *       and even negative fluxes too (Lupton, Gunn and Szalay 1999).
 * </ul>
 *
 * @param magnitudes in u, g, r, i, z, one row a galaxy
 * @param redshifts one a galaxy
 */
record GalaxyCatalogue(float[][] magnitudes, double[] redshifts) {
  static final int BANDS = 5;

  private static final int RED = 2;
  private static final double LIMIT = 21.5;

  /** Of the bands, in micrometres. */
  private static final double[] CENTRE = {0.3551, 0.4686, 0.6166, 0.7480, 0.8932};

  private static final double[] WIDTH = {0.0599, 0.1379, 0.1382, 0.1535, 0.1370};

  /** The magnitude of the sky noise, which is what a flux of 0 is listed with. */
  private static final double[] FAINTEST = {24.63, 25.11, 24.80, 24.36, 22.83};

  /** Where templates are 1 and luminosities are given, in micrometres. */
  private static final double REFERENCE = 0.55;

  static GalaxyCatalogue draw(int size, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[][] magnitudes = new float[size][];
    double[] redshifts = new double[size];
    for (int listed = 0; listed < size; ) {
      double redshift = 0.8 * Math.cbrt(random.nextDouble());
      magnitudes[listed] = measure(galaxy(redshift, random), random);
      redshifts[listed] = redshift;
      listed += magnitudes[listed][RED] < LIMIT ? 1 : 0;
    }
    return new GalaxyCatalogue(magnitudes, redshifts);
  }

  /** Magnitudes without noise. */
  private static double[] galaxy(double redshift, SplittableRandom random) {
    double young = Math.pow(random.nextDouble(), 2);
    double dust = random.nextDouble(0.5);
    double absolute = random.nextGaussian(-21.3, 0.8);
    double megaparsecs = 299_792.458 / 70 * (redshift + 1.55 * redshift * redshift / 2);
    double[] magnitudes = new double[BANDS];
    for (int band = 0; band < BANDS; band++) {
      double flux = 0;
      int points = 16;
      for (int i = 0; i < points; i++) {
        double observed = CENTRE[band] + WIDTH[band] * ((i + 0.5) / points - 0.5);
        flux += template(observed / (1 + redshift), young, dust) / points;
      }
      magnitudes[band] =
          absolute + 25 + 5 * Math.log10(megaparsecs) - 2.5 * Math.log10(flux * (1 + redshift));
    }
    return magnitudes;
  }

  /** The flux per unit of frequency, relative to that at the reference. */
  private static double template(double wavelength, double young, double dust) {
    double old = blackBody(wavelength, 4500) * (wavelength < 0.4 ? 0.5 : 1);
    double hot = blackBody(wavelength, 12_000) * (wavelength < 0.3646 ? 0.7 : 1);
    double dimmed = dust * (Math.pow(wavelength / REFERENCE, -0.7) - 1);
    return ((1 - young) * old + young * hot) * Math.pow(10, -0.4 * dimmed);
  }

  /** Planck's law, relative to the reference. */
  private static double blackBody(double wavelength, double kelvin) {
    double x = 14_387.77 / (wavelength * kelvin);
    double reference = 14_387.77 / (REFERENCE * kelvin);
    return Math.pow(x / reference, 3) * Math.expm1(reference) / Math.expm1(x);
  }

  private static float[] measure(double[] magnitudes, SplittableRandom random) {
    float[] measured = new float[BANDS];
    for (int band = 0; band < BANDS; band++) {
      double signal = Math.pow(10, 0.4 * (FAINTEST[band] - magnitudes[band])); // over the noise
      signal *= random.nextGaussian(1, 0.02);
      signal += random.nextGaussian();
      measured[band] = (float) (FAINTEST[band] - 2.5 / Math.log(10) * asinh(signal / 2));
    }
    return measured;
  }

  private static double asinh(double x) {
    return Math.log(x + Math.sqrt(x * x + 1));
  }

  int size() {
    return redshifts.length;
  }
}
