package dev.lanewise.benchmarks.compare;

/** Two sides that do not compute the same are not compared. */
final class Agreement {

  private Agreement() {}

  /**
   * Requires each value to differ by no more than {@code tolerance}, or that much of the expected
   * value where it exceeds one.
   */
  static void require(String row, float[] peer, float[] lanewise, double tolerance) {
    if (peer.length != lanewise.length) {
      throw new IllegalStateException(
          "%s: %d values from the peer, %d from Lanewise"
              .formatted(row, peer.length, lanewise.length));
    }
    for (int i = 0; i < peer.length; i++) {
      // Negated, so that a NaN counts as a difference.
      if (!(Math.abs(peer[i] - lanewise[i]) <= tolerance * Math.max(1, Math.abs(peer[i])))) {
        throw new IllegalStateException(
            "%s: value %d is %s from the peer and %s from Lanewise"
                .formatted(row, i, peer[i], lanewise[i]));
      }
    }
  }
}
