package dev.lanewise.processor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import dev.lanewise.processor.compiled.Compilation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What users read when they open the generated classes. */
class GoldenTest {
  private static final Path FOLDER = Path.of("src/test/resources/golden");
  private static final String UPDATE = "golden.update";
  private static final String HINT = "; -D" + UPDATE + " writes it anew";
  private static final String MODEL =
      """
      @Model(batch = 4)
      public interface Xor {
        @Input(2) Tensor bits();
        @Label(1) Tensor target();
        @Dense(units = 3, activation = SIGMOID) Tensor hidden(Tensor bits);
        @Dense(units = 1) @Output Tensor y(Tensor hidden);
        @MeanSquaredErrorLoss Tensor loss(Tensor y, Tensor target);
      }
      """;

  private static final Compilation FIRST = Compilation.of(MODEL);

  @ParameterizedTest
  @ValueSource(strings = {"XorNet", "XorNet512", "XorNet0"})
  void generatedSource(String name) throws IOException {
    String found = FIRST.sources().get(name);
    Path file = FOLDER.resolve(name + ".java");
    if (System.getProperties().containsKey(UPDATE)) {
      Files.createDirectories(FOLDER);
      Files.writeString(file, found);
    }
    if (!Files.exists(file)) {
      fail(file + " is missing" + HINT);
    }
    assertEquals(Files.readString(file), found, file + HINT);
  }

  @Test
  void twoCompilationsGiveTheSameBytes() {
    Compilation second = Compilation.of(MODEL);
    assertEquals(FIRST.sources(), second.sources());
    FIRST
        .classes()
        .forEach((name, file) -> assertArrayEquals(file, second.classes().get(name), name));
  }
}
