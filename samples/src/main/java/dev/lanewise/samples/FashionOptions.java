package dev.lanewise.samples;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** The command line of a program that reads Fashion-MNIST: pairs of a name and a value. */
final class FashionOptions {
  private final Map<String, String> values = new HashMap<>();

  private FashionOptions() {}

  /**
   * Reads a command line; where it does not fit, or lacks the data, says how it is and ends the
   * program.
   *
   * @param usage with all names
   */
  static FashionOptions of(String usage, String... args) {
    FashionOptions options = new FashionOptions();
    boolean fits = args.length % 2 == 0;
    for (int i = 0; i + 1 < args.length; i += 2) {
      fits &= usage.contains(args[i] + " ");
      options.values.put(args[i], args[i + 1]);
    }
    if (!fits || !Files.isDirectory(Path.of(options.text("--data", "")))) {
      System.err.println("usage: " + usage);
      System.err.println(
          "DIR holds the idx.gz files of https://github.com/zalandoresearch/fashion-mnist");
      System.exit(2);
    }
    return options;
  }

  FashionData data() {
    return new FashionData(Path.of(values.get("--data")));
  }

  String text(String name, String otherwise) {
    return values.getOrDefault(name, otherwise);
  }

  int number(String name, int otherwise) {
    return Integer.parseInt(text(name, Integer.toString(otherwise)));
  }
}
