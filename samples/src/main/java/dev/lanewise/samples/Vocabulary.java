package dev.lanewise.samples;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Words as numbers. A word is a run of letters, a run of digits, of which only the length is kept,
 * or any other character by itself: telephone numbers, prices and exclamation marks tell a lot.
 */
final class Vocabulary {
  /** Stands before a text that is shorter than others. */
  static final int NOTHING = 0;

  /** A word that is not known. */
  static final int UNKNOWN = 1;

  private static final Pattern WORD = Pattern.compile("[a-z']+|[0-9]+|[^\\sa-z0-9]");

  private final Map<String, Integer> numbers = new HashMap<>();

  private Vocabulary() {}

  /** The words that occur in most of the texts, but in no fewer than two of them. */
  static Vocabulary of(List<String> texts, int size) {
    Map<String, Integer> counts = new TreeMap<>();
    for (String text : texts) {
      new HashSet<>(words(text)).forEach(word -> counts.merge(word, 1, Integer::sum));
    }
    Vocabulary vocabulary = new Vocabulary();
    counts.entrySet().stream()
        .filter(entry -> entry.getValue() > 1)
        .sorted(Comparator.comparing(entry -> -entry.getValue()))
        .limit(size - 2)
        .forEach(entry -> vocabulary.numbers.put(entry.getKey(), vocabulary.numbers.size() + 2));
    return vocabulary;
  }

  static List<String> words(String text) {
    return WORD.matcher(text.toLowerCase(Locale.ROOT))
        .results()
        .map(MatchResult::group)
        .map(word -> word.replaceAll("[0-9]", "0"))
        .toList();
  }

  /** Numbers in use, with that of nothing and that of words unknown. */
  int size() {
    return numbers.size() + 2;
  }

  /** The first words of a text, behind nothing where there are too few: a network ends on words. */
  int[] numbers(String text, int length) {
    List<String> words = words(text);
    int[] found = new int[length];
    int used = Math.min(length, words.size());
    for (int i = 0; i < used; i++) {
      found[length - used + i] = numbers.getOrDefault(words.get(i), UNKNOWN);
    }
    return found;
  }
}
