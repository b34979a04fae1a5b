package dev.lanewise.processor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The packages' order, read from the import lines: four representations, one direction. */
class LayeringTest {
  private static final Path ROOT = Path.of("src/main/java/dev/lanewise/processor");
  private static final Pattern IMPORT = Pattern.compile("(?m)^import (?:static )?([\\w.]+)");
  private static final String OURS = "dev.lanewise.processor.";

  /** What each package may import of the others; the top package may import all. */
  private static final Map<String, Set<String>> ALLOWED =
      Map.of(
          "diagnostics", Set.of(),
          "drawing", Set.of(),
          "loop", Set.of(),
          "target", Set.of("loop"),
          "graph", Set.of("loop", "diagnostics"),
          "ops", Set.of("graph", "loop", "diagnostics"),
          "frontend", Set.of("graph", "diagnostics", "loop.DType"));

  @Test
  void packagesImportOnlyWhatIsBelow() throws IOException {
    assertEquals(
        List.of(),
        violations(use -> {
          String name = use.imported().replaceFirst(OURS, "");
          return use.imported().startsWith(OURS)
              && !use.part().isEmpty()
              && !name.startsWith(use.part() + ".")
              && ALLOWED.get(use.part()).stream().noneMatch(p -> (name + ".").startsWith(p + "."));
        }));
  }

  /**
   * JavaPoet says modifiers in the language model's words, which is none of the compiler's types.
   */
  @Test
  void onlyTheFrontendAndTheProcessorKnowTheLanguageModel() throws IOException {
    assertEquals(
        List.of(),
        violations(use ->
            use.imported().startsWith("javax.lang.model")
                && !use.imported().equals("javax.lang.model.element.Modifier")
                && !use.part().equals("frontend")
                && !use.file().equals("LanewiseProcessor")));
  }

  @Test
  void onlyTheProcessorWritesFiles() throws IOException {
    assertEquals(
        List.of(),
        violations(use ->
            use.imported()
                    .matches("javax\\.annotation\\.processing\\.(Filer\\w*|Messager|Processing.*)")
                && !use.file().equals("LanewiseProcessor")));
  }

  @Test
  void onlyTheJavaTargetKnowsJavaPoet() throws IOException {
    assertEquals(
        List.of(),
        violations(use ->
            use.imported().contains(".javapoet.") && !use.path().startsWith("target/java/")));
  }

  @Test
  void generatedNamesOfTheRuntimeAreTextAndNoImports() throws IOException {
    assertEquals(List.of(), violations(use -> use.imported().startsWith("dev.lanewise.runtime")));
  }

  /** An import in a file of the processor. */
  private record Use(String path, String imported) {
    /** The package below the top one, without what is nested in it. */
    String part() {
      return path.contains("/") ? path.substring(0, path.indexOf('/')) : "";
    }

    String file() {
      return path.substring(path.lastIndexOf('/') + 1).replace(".java", "");
    }
  }

  private static List<Use> violations(Predicate<Use> rule) throws IOException {
    List<Use> found = new ArrayList<>();
    try (Stream<Path> files = Files.walk(ROOT)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".java")).sorted().toList()) {
        String path = ROOT.relativize(file).toString().replace('\\', '/');
        IMPORT
            .matcher(Files.readString(file))
            .results()
            .map(m -> new Use(path, m.group(1)))
            .filter(rule)
            .forEach(found::add);
      }
    }
    return found;
  }
}
