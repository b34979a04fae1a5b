package dev.lanewise.samples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * A text, character by character.
 *
 * @param alphabet its characters, in their order
 * @param text their numbers
 */
record Characters(String alphabet, int[] text) {
  static Characters read(Path file) throws IOException {
    return of(Files.readString(file));
  }

  static Characters of(String text) {
    StringBuilder alphabet = new StringBuilder();
    text.chars().distinct().sorted().forEach(c -> alphabet.append((char) c));
    int[] numbers = text.chars().map(c -> alphabet.indexOf(String.valueOf((char) c))).toArray();
    return new Characters(alphabet.toString(), numbers);
  }

  int size() {
    return text.length;
  }

  /** How many bits a character takes, by how often it occurs. */
  double bits() {
    double[] counts = new double[alphabet.length()];
    for (int character : text) {
      counts[character]++;
    }
    return Arrays.stream(counts)
        .filter(count -> count > 0)
        .map(count -> count / size() * -Math.log(count / size()) / Math.log(2))
        .sum();
  }

  /** How many bits one takes where its probability is by {@code exp(score)}. */
  static double bits(float[] scores, int character) {
    double sum = 0;
    for (float score : scores) {
      sum += Math.exp(score - scores[character]);
    }
    return Math.log(sum) / Math.log(2);
  }

  /** The part of the text from one place to another. */
  Characters slice(int from, int to) {
    return new Characters(alphabet, Arrays.copyOfRange(text, from, to));
  }

  /**
   * One of many, drawn by {@code exp(score / temperature)}: at a temperature towards 0 always the
   * highest, above 1 more often one of the others.
   */
  static int draw(float[] scores, double temperature, RandomGenerator random) {
    double highest = Double.NEGATIVE_INFINITY;
    for (float score : scores) {
      highest = Math.max(highest, score);
    }
    double[] weights = new double[scores.length];
    double sum = 0;
    for (int i = 0; i < scores.length; i++) {
      weights[i] = Math.exp((scores[i] - highest) / temperature);
      sum += weights[i];
    }
    double left = random.nextDouble() * sum;
    for (int i = 0; i < scores.length; i++) {
      left -= weights[i];
      if (left < 0) {
        return i;
      }
    }
    return scores.length - 1;
  }
}
