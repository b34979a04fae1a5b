package dev.lanewise.processor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.Diagnostic;

/**
 * A source that says in comments what the processor has to say about it: {@code // ERROR [Id] text}
 * and {@code // WARNING [Id] text} expect a message on their line that begins with the id and
 * contains the text. Lines without a mark expect silence. {@code // OPTIONS -A…} in a line of its
 * own adds options.
 */
record Fixture(String name, String text) {
  private static final Pattern MARK = Pattern.compile("// (ERROR|WARNING) (\\[\\w+])([^/]*)");
  private static final Pattern OPTIONS = Pattern.compile("(?m)^// OPTIONS (.*)$");

  static List<Fixture> all() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("src/test/resources/diagnostics"))) {
      List<Fixture> fixtures = new ArrayList<>();
      for (Path file : files.sorted().toList()) {
        fixtures.add(new Fixture(file.getFileName().toString(), Files.readString(file)));
      }
      return fixtures;
    }
  }

  /** What is said and was not expected, and what was expected and is not said. */
  List<String> surprises() {
    List<Expected> expected = expected();
    List<String> surprises = new ArrayList<>();
    for (Diagnostic<?> said : diagnostics()) {
      if (!expected.removeIf(mark -> mark.matches(said))) {
        surprises.add(
            "not expected: " + said.getLineNumber() + ": " + said.getMessage(Locale.ROOT));
      }
    }
    expected.forEach(mark -> surprises.add("missing: " + mark));
    return surprises;
  }

  private List<Diagnostic<?>> diagnostics() {
    Javac javac = Javac.withVectors().option("-proc:only", "-Xlint:-incubating").source(name, text);
    OPTIONS.matcher(text).results().forEach(m -> javac.option(m.group(1).split(" ")));
    return javac.compile().diagnostics().stream()
        .filter(d -> d.getKind() != Diagnostic.Kind.NOTE)
        .<Diagnostic<?>>map(d -> d)
        .toList();
  }

  private List<Expected> expected() {
    List<Expected> expected = new ArrayList<>();
    List<String> lines = text.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      Matcher mark = MARK.matcher(lines.get(i));
      while (mark.find()) {
        Diagnostic.Kind kind = Diagnostic.Kind.valueOf(mark.group(1));
        expected.add(new Expected(i + 1, kind, mark.group(2), mark.group(3).strip()));
      }
    }
    return expected;
  }

  private record Expected(long line, Diagnostic.Kind kind, String id, String text) {
    boolean matches(Diagnostic<?> said) {
      String message = said.getMessage(Locale.ROOT);
      return said.getLineNumber() == line
          && said.getKind() == kind
          && message.startsWith(id + " ")
          && message.contains(text);
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
