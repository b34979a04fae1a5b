package dev.lanewise.processor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** No id without a source that provokes it and a page that explains it. */
class DiagnosticIdsTest {
  private static final Path DOCS = Path.of("src/main/docs/diagnostics");

  /** In a source that reports, a capitalised word between other arguments is an id. */
  private static final Pattern ID = Pattern.compile(",\\s*\"([A-Z][a-z]\\w*)\"\\s*,");

  private static final Pattern NAMED = Pattern.compile("\\[([A-Z]\\w+)]");

  @Test
  void everyIdIsProvokedByATest() throws IOException {
    String tests = text(Path.of("src/test"));
    Set<String> untested = ids();
    untested.removeIf(id -> tests.contains("[" + id + "]"));
    assertEquals(Set.of(), untested);
  }

  @Test
  void everyIdHasAPageAndEveryPageAnId() throws IOException {
    Set<String> pages = new TreeSet<>();
    try (Stream<Path> files = Files.list(DOCS)) {
      files.map(file -> file.getFileName().toString().replace(".md", "")).forEach(pages::add);
    }
    assertEquals(ids(), pages);
  }

  @Test
  void theAnnotationsPromiseOnlyIdsThatExist() throws IOException {
    Set<String> promised = new TreeSet<>();
    Matcher names = NAMED.matcher(text(Path.of("../annotations/src/main/java")));
    names.results().forEach(name -> promised.add(name.group(1)));
    assertFalse(promised.isEmpty());
    promised.removeAll(ids());
    assertEquals(Set.of(), promised);
  }

  @Test
  void everyPageShowsWhatIsWrongAndWhatIsRight() throws IOException {
    for (String id : ids()) {
      String page = Files.readString(DOCS.resolve(id + ".md"));
      assertTrue(page.startsWith("# " + id + "\n"), id + " has another title");
      assertTrue(page.contains("Wrong:") && page.contains("Right:"), id + " lacks an example");
    }
  }

  private static Set<String> ids() throws IOException {
    Set<String> ids = new TreeSet<>();
    try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
        String source = Files.readString(file);
        if (source.contains("error(") || source.contains("warning(")) {
          ids.addAll(ID.matcher(source).results().map(m -> m.group(1)).collect(Collectors.toSet()));
        }
      }
    }
    assertFalse(ids.isEmpty());
    return ids;
  }

  private static String text(Path folder) throws IOException {
    StringBuilder all = new StringBuilder();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
        all.append(Files.readString(file));
      }
    }
    return all.toString();
  }
}
