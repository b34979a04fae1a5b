package dev.lanewise.processor;

import dev.lanewise.processor.diagnostics.Diagnostics;
import dev.lanewise.processor.diagnostics.Origin;
import dev.lanewise.processor.diagnostics.Spelling;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What {@code javac -Alanewise.*} can ask for.
 *
 * @param bits {@code -Alanewise.bits=512,256,128,0}: the vector widths to generate programs for,
 *     widest first; 0 is the scalar twin, plain Java without the Vector API. All of them by
 *     default.
 * @param dump {@code -Alanewise.dump=DIR}: write the graph and the loop IR after every pass, one
 *     file a pass, below {@code DIR/<model>}
 * @param graph {@code -Alanewise.graph=DIR}: draw the layers as they are written, as {@code
 *     DIR/<model>.dot} for Graphviz and as {@code DIR/<model>.svg}
 * @param card {@code -Alanewise.card}: say at the model what it is and costs, layer by layer
 * @param verify {@code -Alanewise.verify}: check the graph and the loop IR after every pass
 * @param debug {@code -Alanewise.debug}: show the stack trace of an internal error
 */
public record Options(
    List<Integer> bits,
    Optional<Path> dump,
    Optional<Path> graph,
    boolean card,
    boolean verify,
    boolean debug) {
  static final String BITS = "lanewise.bits";
  static final String DUMP = "lanewise.dump";
  static final String GRAPH = "lanewise.graph";
  static final String CARD = "lanewise.card";
  static final String VERIFY = "lanewise.verify";
  static final String DEBUG = "lanewise.debug";

  /** The names that javac may pass on. */
  static final Set<String> NAMES = new TreeSet<>(List.of(BITS, DUMP, GRAPH, CARD, VERIFY, DEBUG));

  private static final List<Integer> ALL_BITS = List.of(512, 256, 128, 0);

  /** All widths, nothing else. */
  public static final Options DEFAULT =
      new Options(ALL_BITS, Optional.empty(), Optional.empty(), false, false, false);

  public Options {
    bits = bits.stream().distinct().sorted(Comparator.reverseOrder()).toList();
  }

  /** Whether any program uses the Vector API. */
  public boolean needsVectorModule() {
    return bits.stream().anyMatch(width -> width > 0);
  }

  /**
   * Reads the options of ours among all that were given; a bad one is reported and its default
   * taken.
   */
  static Options parse(Map<String, String> given, Diagnostics diagnostics) {
    given.keySet().stream()
        .filter(name -> name.startsWith("lanewise.") && !NAMES.contains(name))
        .forEach(name -> bad(diagnostics, name, "is not known" + Spelling.hint(name, NAMES)));
    return new Options(
        bits(given, diagnostics),
        directory(given, DUMP, diagnostics),
        directory(given, GRAPH, diagnostics),
        flag(given, CARD, diagnostics),
        flag(given, VERIFY, diagnostics),
        flag(given, DEBUG, diagnostics));
  }

  private static List<Integer> bits(Map<String, String> given, Diagnostics diagnostics) {
    if (!given.containsKey(BITS)) {
      return ALL_BITS;
    }
    String value = text(given, BITS);
    List<String> widths = Stream.of(value.split(",", -1)).map(String::strip).toList();
    List<String> known = ALL_BITS.stream().map(String::valueOf).toList();
    if (!known.containsAll(widths)) {
      bad(diagnostics, BITS, "takes widths among 512, 256, 128 and 0, found \"" + value + "\"");
      return ALL_BITS;
    }
    return widths.stream().map(Integer::valueOf).toList();
  }

  private static Optional<Path> directory(
      Map<String, String> given, String name, Diagnostics diagnostics) {
    if (!given.containsKey(name)) {
      return Optional.empty();
    }
    String value = text(given, name);
    try {
      if (!value.isBlank()) {
        return Optional.of(Path.of(value));
      }
    } catch (InvalidPathException e) {
      // reported below
    }
    bad(diagnostics, name, "takes a directory, found \"" + value + "\"");
    return Optional.empty();
  }

  private static boolean flag(Map<String, String> given, String name, Diagnostics diagnostics) {
    if (!given.containsKey(name)) {
      return false;
    }
    String value = text(given, name);
    if (!Set.of("", "true", "false").contains(value)) {
      bad(diagnostics, name, "takes true or false, found \"" + value + "\"");
    }
    return !value.equals("false");
  }

  /** javac gives null for an option without a value. */
  private static String text(Map<String, String> given, String name) {
    return Optional.ofNullable(given.get(name)).orElse("");
  }

  private static void bad(Diagnostics diagnostics, String name, String fault) {
    diagnostics.error(Origin.NONE, "BadOption", "-A" + name + " " + fault);
  }
}
