package dev.lanewise.processor.diagnostics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpellingTest {
  @ParameterizedTest
  @CsvSource({
    "kitten, sitting, 3",
    "image, imgae, 1",
    "image, IMAGE, 0",
    "'', abc, 3",
    "conv1, conv2, 1",
    "same, same, 0",
  })
  void distanceCountsChangesAndSwaps(String a, String b, int distance) {
    assertEquals(distance, Spelling.distance(a, b));
    assertEquals(distance, Spelling.distance(b, a));
  }

  @Test
  void theNearestIsMeantAndTheFirstOfEquals() {
    assertEquals(Optional.of("hidden"), Spelling.nearest("hiden", List.of("image", "hidden")));
    assertEquals(Optional.of("conv1"), Spelling.nearest("conv", List.of("conv1", "conv2")));
  }

  @Test
  void nothingIsMeantByAWordFarFromAll() {
    assertEquals(Optional.empty(), Spelling.nearest("xyz", List.of("image", "hidden")));
    assertEquals(Optional.empty(), Spelling.nearest("x", List.of()));
    assertEquals("", Spelling.hint("x", List.of()));
  }

  @Test
  void theHintListsAllNames() {
    assertEquals(
        "; did you mean \"image\"? (there are: image, label)",
        Spelling.hint("imag", List.of("image", "label")));
  }
}
