package dev.lanewise.samples;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MessagesTest {
  @Test
  void linesAreReadAndShuffledTheSameWayAgain(@TempDir Path folder) throws IOException {
    Files.writeString(
        folder.resolve("SMSSpamCollection"), "ham\tsee you\nspam\twin\ta prize\nham\tok\n");
    Messages messages = Messages.read(folder);
    assertEquals(List.of("see you", "win\ta prize", "ok"), messages.texts());
    assertTrue(messages.all().get(1).spam());
    assertEquals(messages.shuffled(3), messages.shuffled(3));
    assertEquals(new HashSet<>(messages.all()), new HashSet<>(messages.shuffled(3).all()));
    assertEquals(List.of("ok"), messages.slice(2, 3).texts());
  }

  @Test
  void linesOfAnotherKindAreRefused(@TempDir Path folder) throws IOException {
    Files.writeString(folder.resolve("SMSSpamCollection"), "ham see you\n");
    assertThrows(IOException.class, () -> Messages.read(folder));
  }

  @Test
  void wordsAreLettersLengthsOfNumbersAndSigns() {
    assertEquals(
        List.of("win", "£", "000", "!", "!", "don't", "call", "0000"),
        Vocabulary.words("WIN £250!! Don't call 0871"));
  }

  @Test
  void wordsInSeveralTextsAreKnownTheMostFrequentFirst() {
    Vocabulary words = Vocabulary.of(List.of("a b", "b a c", "b d d", "e e"), 10);
    assertEquals(4, words.size());
    assertArrayEquals(new int[] {0, 2, 3, 1}, words.numbers("b a d", 4));
    assertArrayEquals(new int[] {2, 3}, words.numbers("b a d", 2));
    assertEquals(3, Vocabulary.of(List.of("a b", "b a c"), 3).size());
  }

  @Test
  void detectionIsCounted() {
    boolean[] taken = {true, true, false, false, true};
    boolean[] are = {true, false, false, true, true};
    Detection detection = Detection.of(taken, are);
    assertEquals(0.6, detection.accuracy(), 1e-12);
    assertEquals(2.0 / 3, detection.precision(), 1e-12);
    assertEquals(2.0 / 3, detection.recall(), 1e-12);
    assertNotEquals(detection, Detection.of(are, are));
  }
}
