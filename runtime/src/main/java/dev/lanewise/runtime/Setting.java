package dev.lanewise.runtime;

/** What an optimiser's numbers must be; {@link IllegalArgumentException} says so otherwise. */
final class Setting {
  private Setting() {}

  static void requireRate(double rate) {
    requireNotNegative("learning rate", rate);
  }

  static void requireNotNegative(String what, double value) {
    if (!(value >= 0 && value <= Double.MAX_VALUE)) {
      throw new IllegalArgumentException("expected a " + what + " of at least 0, got " + value);
    }
  }

  /** For decay rates of running means. */
  static void requireShare(String what, double value) {
    if (!(value >= 0 && value < 1)) {
      throw new IllegalArgumentException("expected a " + what + " from 0 to below 1, got " + value);
    }
  }

  static void requireBetas(double beta1, double beta2) {
    if (!(beta1 >= 0 && beta1 < 1 && beta2 >= 0 && beta2 < 1)) {
      throw new IllegalArgumentException(
          "expected betas from 0 to below 1, got " + beta1 + " and " + beta2);
    }
  }

  /** Above 0 as a float too: pads would become 0 / 0. */
  static void requireEpsilon(double epsilon) {
    if (!((float) epsilon > 0 && epsilon <= Float.MAX_VALUE)) {
      throw new IllegalArgumentException("expected an epsilon above 0, got " + epsilon);
    }
  }
}
