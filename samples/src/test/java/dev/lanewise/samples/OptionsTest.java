package dev.lanewise.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsTest {
  private static final String USAGE = "sample --data DIR [--model mlp|cnn] [--epochs N]";

  @Test
  void pairsAreRead(@TempDir Path folder) {
    String[] args = {"--epochs", "3", "--data", folder.toString()};
    Options options = Options.read(USAGE, args).orElseThrow();
    assertEquals(folder, options.data());
    assertEquals(3, options.number("--epochs", 10));
    assertEquals("mlp", options.text("--model", "mlp"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--epochs 3",
        "--data /no/such/folder",
        "--data",
        "--data . --colour red",
        "--data . --model rnn",
        "--data . --epochs many",
        "."
      })
  void linesThatDoNotFitAreRefused(String line) {
    assertTrue(Options.read(USAGE, line.split(" ")).isEmpty());
  }

  @Test
  void dataAreNeeded() {
    assertTrue(Options.read(USAGE).isEmpty());
  }
}
