package dev.lanewise.runtime.program;

import java.util.Collection;

/** Finds the name that a misspelt one was meant to be. */
public final class Spelling {
  private Spelling() {}

  /**
   * Text such as {@code , did you mean "hidden.weight"?} for the candidate nearest to {@code name}
   * by edit distance; empty where even the nearest differs in more than a third of the letters.
   */
  public static String suggestion(String name, Collection<String> candidates) {
    String nearest = "";
    int least = Math.max(1, name.length() / 3) + 1;
    for (String candidate : candidates) {
      int distance = distance(name, candidate);
      if (distance < least) {
        least = distance;
        nearest = candidate;
      }
    }
    return nearest.isEmpty() ? "" : ", did you mean \"" + nearest + "\"?";
  }

  /** Levenshtein's edit distance, one row of the table at a time. */
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
