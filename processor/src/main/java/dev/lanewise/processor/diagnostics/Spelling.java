package dev.lanewise.processor.diagnostics;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the name that was meant. */
public final class Spelling {
  private Spelling() {}

  /**
   * A tail for a message about an unknown name: the nearest name, if one is near, and all there
   * are.
   */
  public static String hint(String unknown, Collection<String> known) {
    String nearest =
        nearest(unknown, known).map(name -> "; did you mean \"" + name + "\"?").orElse("");
    String all = known.isEmpty() ? "" : " (there are: " + String.join(", ", known) + ")";
    return nearest + all;
  }

  /** The nearest name, unless more than a third of the longer of the two would have to change. */
  public static Optional<String> nearest(String unknown, Collection<String> known) {
    return known.stream()
        .filter(name ->
            3 * distance(unknown, name) <= Math.max(3, Math.max(unknown.length(), name.length())))
        .min(Comparator.comparingInt(name -> distance(unknown, name)));
  }

  /**
   * Levenshtein's distance, where letters in the wrong case cost nothing and two swapped neighbours
   * cost one.
   */
  static int distance(String a, String b) {
    String from = a.toLowerCase(Locale.ROOT);
    String to = b.toLowerCase(Locale.ROOT);
    int[][] cost = new int[from.length() + 1][to.length() + 1];
    for (int i = 0; i <= from.length(); i++) {
      for (int j = 0; j <= to.length(); j++) {
        cost[i][j] = i == 0 ? j : j == 0 ? i : step(cost, from, to, i, j);
      }
    }
    return cost[from.length()][to.length()];
  }

  private static int step(int[][] cost, String from, String to, int i, int j) {
    int change = from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1;
    int best = Math.min(cost[i - 1][j - 1] + change, 1 + Math.min(cost[i - 1][j], cost[i][j - 1]));
    boolean swapped =
        i > 1
            && j > 1
            && from.charAt(i - 1) == to.charAt(j - 2)
            && from.charAt(i - 2) == to.charAt(j - 1);
    return swapped ? Math.min(best, cost[i - 2][j - 2] + 1) : best;
  }
}
