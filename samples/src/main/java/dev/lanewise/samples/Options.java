package dev.lanewise.samples;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The command line of a program that reads data: pairs of a name and a value. */
final class Options {
  private final Map<String, String> values = new HashMap<>();

  private Options() {}

  /**
   * Reads a command line; where it does not fit, or lacks the data, says how it is and ends the
   * program.
   *
   * @param usage with all names
   * @param data what DIR holds
   */
  static Options of(String usage, String data, String... args) {
    Optional<Options> options = read(usage, args);
    if (options.isEmpty()) {
      System.err.println("usage: " + usage);
      System.err.println("DIR holds " + data);
      System.exit(2);
    }
    return options.orElseThrow();
  }

  /** Empty where the command line does not fit, or lacks the data. */
  static Optional<Options> read(String usage, String... args) {
    Options options = new Options();
    for (int i = 0; i < args.length; i += 2) {
      if (i + 1 == args.length || !fits(usage, args[i], args[i + 1])) {
        return Optional.empty();
      }
      options.values.put(args[i], args[i + 1]);
    }
    boolean found = options.values.containsKey("--data") && Files.isDirectory(options.data());
    return found ? Optional.of(options) : Optional.empty();
  }

  /**
   * A name that the usage has, with one of the values where it lists them, a number where it says
   * N, and anything for other words in capitals.
   */
  private static boolean fits(String usage, String name, String value) {
    Matcher known = Pattern.compile(Pattern.quote(name) + " ([^\\] ]+)").matcher(usage);
    if (!name.startsWith("--") || !known.find()) {
      return false;
    }
    String values = known.group(1);
    if (values.equals("N")) {
      return value.matches("[1-9][0-9]{0,8}");
    }
    return values.matches("[A-Z]+") || List.of(values.split("\\|")).contains(value);
  }

  /** The folder of the data. */
  Path data() {
    return Path.of(values.get("--data"));
  }

  String text(String name, String otherwise) {
    return values.getOrDefault(name, otherwise);
  }

  int number(String name, int otherwise) {
    return Integer.parseInt(text(name, Integer.toString(otherwise)));
  }
}
