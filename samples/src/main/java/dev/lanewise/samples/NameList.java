package dev.lanewise.samples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Surnames of several languages, each once a language: the files list some of them many times, and
 * a name that is learned from may not be asked for too.
 *
 * @param languages in alphabetical order
 * @param all names
 * @see <a href="https://github.com/spro/practical-pytorch">Robertson, Classifying names with a
 *     character-level RNN (2017)</a>
 */
record NameList(List<String> languages, List<Name> all) {
  static final String FILES =
      "the files data/names/*.txt of https://github.com/spro/practical-pytorch";

  /** Nothing, the letters from a to z, and all else. */
  static final int LETTERS = 28;

  private static final int OTHER = LETTERS - 1;

  /**
   * One of them.
   *
   * @param letters small ones without accents
   * @param language which of the list
   */
  record Name(String letters, int language) {
    /** Numbers of the last letters, behind nothing where there are too few. */
    int[] numbers(int length) {
      int[] numbers = new int[length];
      int used = Math.min(length, letters.length());
      for (int i = 0; i < used; i++) {
        char letter = letters.charAt(letters.length() - used + i);
        numbers[length - used + i] = letter >= 'a' && letter <= 'z' ? letter - 'a' + 1 : OTHER;
      }
      return numbers;
    }
  }

  /** A file a language, {@code Greek.txt} and so on, a name a line. */
  static NameList read(Path folder) throws IOException {
    List<Path> files;
    try (Stream<Path> found = Files.list(folder)) {
      files =
          found
              .filter(file -> file.getFileName().toString().matches("[A-Z][a-z]+\\.txt"))
              .sorted()
              .toList();
    }
    List<String> languages = new ArrayList<>();
    Set<Name> names = new LinkedHashSet<>();
    for (Path file : files) {
      for (String line : Files.readAllLines(file)) {
        names.add(new Name(plain(line.strip()), languages.size()));
      }
      languages.add(file.getFileName().toString().replace(".txt", ""));
    }
    return new NameList(languages, new ArrayList<>(names));
  }

  /** Small letters without their accents. */
  static String plain(String name) {
    return Normalizer.normalize(name, Normalizer.Form.NFD)
        .replaceAll("\\p{M}", "")
        .toLowerCase(Locale.ROOT);
  }

  /** The same in an order that depends on a seed. */
  NameList shuffled(long seed) {
    List<Name> shuffled = new ArrayList<>(all);
    Collections.shuffle(shuffled, new Random(seed));
    return new NameList(languages, shuffled);
  }

  /** Those from one place to another. */
  NameList slice(int from, int to) {
    return new NameList(languages, all.subList(from, to));
  }

  int size() {
    return all.size();
  }
}
