package dev.lanewise.samples;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Data sets are no part of the project; they may lie beside it, or where -Dlanewise.data says.
 * Without them the test that asks is left out.
 */
final class Data {
  private Data() {}

  static Path folder(String name) {
    Path folder = Path.of(System.getProperty("lanewise.data", "../../shared/data")).resolve(name);
    assumeTrue(Files.isDirectory(folder), "no " + name + " in " + folder.toAbsolutePath());
    return folder;
  }
}
