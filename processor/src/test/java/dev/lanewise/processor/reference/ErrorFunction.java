package dev.lanewise.processor.reference;

/** The integral of the normal distribution, which Java's library lacks. */
public final class ErrorFunction {
  private ErrorFunction() {}

  /**
   * {@code 2/sqrt(pi) exp(-x^2) sum 2^n x^(2n+1) / (2n+1)!!}, whose terms have one sign, and beyond
   * 2, where rounding of x^2 would show, one minus Laplace's continued fraction.
   */
  public static double erf(double x) {
    double size = Math.abs(x);
    double scale = StrictMath.exp(-x * x) / Math.sqrt(Math.PI);
    if (size > 2) {
      double fraction = size;
      for (int n = 120; n > 0; n--) {
        fraction = size + n / 2.0 / fraction;
      }
      return Math.copySign(1 - scale / fraction, x);
    }
    double term = x;
    double sum = 0;
    for (int n = 1; n < 60; n++) {
      sum += term;
      term *= 2 * x * x / (2 * n + 1);
    }
    return 2 * scale * sum;
  }
}
