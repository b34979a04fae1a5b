package dev.lanewise.runtime.program;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class CheckTest {
  private static final int[] IMAGE = {1, 28, 28};

  private static void assertRefused(String message, Executable check) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, check).getMessage());
  }

  @Test
  void aBatchedArrayMayBeLongerButNotShorter() {
    assertDoesNotThrow(() -> Check.length("FashionCnn", "image", IMAGE, 64, 50176));
    assertDoesNotThrow(() -> Check.length("FashionCnn", "image", IMAGE, 1, 50176));
    assertRefused(
        "FashionCnn.image: expected 1x28x28 = 784 values a row, 64 rows = 50176, got 784",
        () -> Check.length("FashionCnn", "image", IMAGE, 64, 784));
  }

  @Test
  void aSingleRowHasItsExactLength() {
    assertDoesNotThrow(() -> Check.exactLength("FashionCnn", "image", IMAGE, 784));
    assertRefused(
        "FashionCnn.image: expected 1x28x28 = 784 values a row, got 785",
        () -> Check.exactLength("FashionCnn", "image", IMAGE, 785));
    assertRefused(
        "Mlp.probabilities: expected 10 values a row, got 1",
        () -> Check.exactLength("Mlp", "probabilities", new int[] {10}, 1));
  }

  @Test
  void rowsAreFromOneToTheBatch() {
    assertDoesNotThrow(() -> Check.rows("Mlp", 1, 32));
    assertDoesNotThrow(() -> Check.rows("Mlp", 32, 32));
    assertRefused(
        "Mlp: expected 1 to 32 rows (the model's batch), got 33", () -> Check.rows("Mlp", 33, 32));
    assertRefused(
        "Mlp: expected 1 to 32 rows (the model's batch), got 0", () -> Check.rows("Mlp", 0, 32));
  }

  @Test
  void tokensAreOfTheVocabulary() {
    int[] tokens = {0, 9, 10, -1};
    assertDoesNotThrow(() -> Check.tokens("Text", "words", tokens, 2, 10));
    assertRefused(
        "Text.words: expected tokens from 0 to 9, got 10 at index 2",
        () -> Check.tokens("Text", "words", tokens, 4, 10));
    assertRefused(
        "Text.words: expected tokens from 0 to 10, got -1 at index 3",
        () -> Check.tokens("Text", "words", tokens, 4, 11));
  }

  @Test
  void theProductOfAHugeRequestDoesNotOverflow() {
    assertThrows(
        IllegalArgumentException.class,
        () -> Check.length("Big", "x", new int[] {1 << 20}, 1 << 20, 0));
  }
}
