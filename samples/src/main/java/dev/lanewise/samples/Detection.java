package dev.lanewise.samples;

/**
 * How well something is found among others.
 *
 * @param accuracy the share of all that are told right
 * @param precision the share of those taken for it that are
 * @param recall the share of those that are it that are found
 */
record Detection(double accuracy, double precision, double recall) {
  static Detection of(boolean[] taken, boolean[] are) {
    int right = 0;
    int found = 0;
    int takenFor = 0;
    int there = 0;
    for (int i = 0; i < are.length; i++) {
      right += taken[i] == are[i] ? 1 : 0;
      found += taken[i] && are[i] ? 1 : 0;
      takenFor += taken[i] ? 1 : 0;
      there += are[i] ? 1 : 0;
    }
    return new Detection(
        (double) right / are.length, (double) found / takenFor, (double) found / there);
  }
}
