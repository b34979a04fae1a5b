package dev.lanewise.samples;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lanewise.samples.NameList.Name;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NameListTest {
  @Test
  void namesAreListedOnceALanguage(@TempDir Path folder) throws IOException {
    Files.writeString(folder.resolve("Polish.txt"), "Słowik\nŻak\nŻak\n");
    Files.writeString(folder.resolve("Czech.txt"), "Zak\nDvořák \n");
    Files.writeString(folder.resolve("README"), "not a name");
    NameList names = NameList.read(folder);
    assertEquals(List.of("Czech", "Polish"), names.languages());
    assertEquals(
        List.of(
            new Name("zak", 0), new Name("dvorak", 0), new Name("słowik", 1), new Name("zak", 1)),
        names.all());
    assertEquals(names.shuffled(1), names.shuffled(1));
    assertEquals(new HashSet<>(names.all()), new HashSet<>(names.shuffled(1).all()));
    assertEquals(2, names.slice(1, 3).size());
  }

  @Test
  void namesEndWhereTheSequenceDoes() {
    assertArrayEquals(new int[] {0, 0, 1, 27, 26}, new Name("a-z", 0).numbers(5));
    assertArrayEquals(new int[] {3, 4}, new Name("abcd", 0).numbers(2));
  }
}
