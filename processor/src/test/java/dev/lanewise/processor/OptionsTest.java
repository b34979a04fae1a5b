package dev.lanewise.processor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.processor.diagnostics.Diagnostics;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionsTest {
  private final Diagnostics diagnostics = new Diagnostics();

  @Test
  void withoutOptionsAllWidthsAreGenerated() {
    assertEquals(Options.DEFAULT, Options.parse(Map.of("other.tool", "x"), diagnostics));
    assertEquals(List.of(512, 256, 128, 0), Options.DEFAULT.bits());
    assertEquals(List.of(), diagnostics.all());
  }

  @Test
  void widthsAreSortedAndTakenOnce() {
    Options options = Options.parse(Map.of("lanewise.bits", "0, 256,512,0"), diagnostics);
    assertEquals(List.of(512, 256, 0), options.bits());
    assertTrue(options.needsVectorModule());
    assertFalse(Options.parse(Map.of("lanewise.bits", "0"), diagnostics).needsVectorModule());
    assertEquals(List.of(), diagnostics.all());
  }

  @Test
  void flagsNeedNoValue() {
    Map<String, String> given = Collections.singletonMap("lanewise.verify", null);
    Options options = Options.parse(given, diagnostics);
    assertTrue(options.verify());
    assertFalse(options.debug());
    assertFalse(options.card());
    assertTrue(Options.parse(Map.of("lanewise.card", ""), diagnostics).card());
    assertFalse(Options.parse(Map.of("lanewise.debug", "false"), diagnostics).debug());
    assertTrue(Options.parse(Map.of("lanewise.debug", "true"), diagnostics).debug());
    assertEquals(List.of(), diagnostics.all());
  }

  @Test
  void theDumpAndTheGraphAreDirectories() {
    Options options =
        Options.parse(
            Map.of("lanewise.dump", "target/dump", "lanewise.graph", "target/graph"), diagnostics);
    assertEquals(Optional.of(Path.of("target/dump")), options.dump());
    assertEquals(Optional.of(Path.of("target/graph")), options.graph());
    assertEquals(List.of(), diagnostics.all());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {
        "lanewise.bits|64|-Alanewise.bits takes widths among 512, 256, 128 and 0, found \"64\"",
        "lanewise.bits|512,|found \"512,\"",
        "lanewise.bits|''|found \"\"",
        "lanewise.dump|''|-Alanewise.dump takes a directory, found \"\"",
        "lanewise.graph|''|-Alanewise.graph takes a directory, found \"\"",
        "lanewise.verify|maybe|-Alanewise.verify takes true or false, found \"maybe\"",
        "lanewise.bit|512|-Alanewise.bit is not known; did you mean \"lanewise.bits\"?",
      })
  void aBadValueIsRefused(String name, String value, String message) {
    Options.parse(Map.of(name, value), diagnostics);
    assertEquals(1, diagnostics.all().size());
    String text = diagnostics.all().getFirst().toString();
    assertTrue(text.startsWith("[BadOption] ") && text.contains(message), text);
  }
}
