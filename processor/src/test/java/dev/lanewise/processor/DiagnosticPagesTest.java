package dev.lanewise.processor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import org.junit.jupiter.api.Test;

/**
 * What the pages show is compiled: the wrong example has the fault of its page, the right one none.
 */
class DiagnosticPagesTest {
  private static final Pattern JAVA = Pattern.compile("(?s)```java\n(.*?)```");

  @Test
  void theWrongExampleHasTheFaultOfThePageAndNoOther() throws IOException {
    Map<String, String> found = messages(0);
    Map<String, String> expected = new TreeMap<>();
    examples(0).keySet().forEach(id -> expected.put(id, "[" + id + "]"));
    assertEquals(expected, found);
  }

  @Test
  void theRightExampleHasNone() throws IOException {
    assertEquals(Map.of(), messages(1));
  }

  /** The ids reported in each page's example, all compiled at once. */
  private static Map<String, String> messages(int block) throws IOException {
    Javac javac =
        Javac.withVectors().option("-proc:only", "-Xlint:-incubating", "-Xmaxerrs", "9999");
    examples(block)
        .forEach((id, text) ->
            javac.source(
                id + "/Example.java",
                "package " + id + "; import dev.lanewise.annotations.*;\n" + text));
    Map<String, String> found = new TreeMap<>();
    for (Diagnostic<?> said : javac.compile().diagnostics()) {
      if (said.getKind() != Diagnostic.Kind.NOTE) {
        String message = said.getMessage(null);
        String page = said.getSource() == null ? "" : said.getSource().toString();
        found.merge(
            page.replaceFirst(".*/(\\w+)/Example.java.*", "$1"),
            message.startsWith("[") ? message.substring(0, message.indexOf(']') + 1) : message,
            (a, b) -> a + " " + b);
      }
    }
    return found;
  }

  private static Map<String, String> examples(int block) throws IOException {
    Map<String, String> examples = new TreeMap<>();
    try (Stream<Path> pages = Files.list(Path.of("src/main/docs/diagnostics"))) {
      for (Path page : pages.toList()) {
        List<String> blocks =
            JAVA.matcher(Files.readString(page)).results().map(m -> m.group(1)).toList();
        if (!blocks.isEmpty()) {
          examples.put(page.getFileName().toString().replace(".md", ""), blocks.get(block));
        }
      }
    }
    return examples;
  }
}
