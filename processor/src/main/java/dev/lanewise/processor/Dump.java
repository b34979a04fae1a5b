package dev.lanewise.processor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Writes what a pass made, one file a pass: {@code DIR/Model/20-autodiff.txt}. The numbers sort the
 * files in the order of the passes, so that neighbours can be compared.
 *
 * @param folder nothing where no dump was asked for
 */
record Dump(Optional<Path> folder) {
  void write(String name, Object content) {
    folder.ifPresent(path -> write(path.resolve(name + ".txt"), content.toString()));
  }

  static void write(Path file, String text) {
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
