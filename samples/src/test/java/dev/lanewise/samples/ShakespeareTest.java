package dev.lanewise.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class ShakespeareTest {
  /** A fifth of the text, once: words and lines begin to show. */
  @Test
  void learnsMoreThanHowOftenCharactersOccur() throws IOException {
    Characters text = Characters.read(Data.folder("tinyshakespeare").resolve("input.txt"));
    assertEquals(Shakespeare.CHARACTERS, text.alphabet().length());
    Shakespeare learned = Shakespeare.train(text.slice(0, 200_000), 1);
    Characters others = text.slice(200_000, 220_000);
    assertTrue(learned.bits(others) < 0.8 * others.bits(), "bits " + learned.bits(others));
    String written = learned.write("ROMEO:", 100, 0.7, 1);
    assertTrue(written.startsWith("ROMEO:"), written);
    assertEquals(106, written.length());
    assertEquals(written, learned.write("ROMEO:", 100, 0.7, 1));
    assertNotEquals(written, learned.write("ROMEO:", 100, 0.7, 2));
  }
}
