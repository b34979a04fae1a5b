package dev.lanewise.runtime;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** A file that is replaced wholly or not at all. */
final class AtomicFile {
  /** What the file will hold. */
  interface Content {
    void writeTo(FileChannel channel) throws IOException;
  }

  private AtomicFile() {}

  /**
   * Writes a temporary file beside the target, forces it to disk and renames it.
   *
   * @throws IOException if that fails; the target is then as it was
   */
  static void write(Path path, Content content) throws IOException {
    // A link's target is replaced, not the link.
    Path target = Files.exists(path) ? path.toRealPath() : path.toAbsolutePath();
    String unique = Long.toHexString(ProcessHandle.current().pid() ^ System.nanoTime() << 20);
    Path temporary = target.resolveSibling("." + target.getFileName() + "." + unique + ".tmp");
    try {
      try (FileChannel channel =
          FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
        content.writeTo(channel);
        channel.force(true);
      }
      Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(temporary);
    }
    forceDirectory(target);
  }

  /** Makes the rename itself durable, where directories can be opened: not on Windows. */
  private static void forceDirectory(Path target) {
    try (FileChannel directory = FileChannel.open(target.getParent(), StandardOpenOption.READ)) {
      directory.force(true);
    } catch (IOException unsupported) {
      return;
    }
  }
}
