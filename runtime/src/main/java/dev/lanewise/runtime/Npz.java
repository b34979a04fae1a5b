package dev.lanewise.runtime;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Named arrays as NumPy saves them in {@code .npz} files: a zip file of {@code .npy} files. Data
 * sets come this way, and weights:
 *
 * <pre>{@code
 * Npz.read(path).forEach((name, array) -> net.parameter(name, array.floats()));
 * }</pre>
 */
public final class Npz {
  private static final String SUFFIX = ".npy";
  private static final LocalDateTime TIME = LocalDateTime.of(1980, 1, 1, 0, 0); // as numpy's

  private Npz() {}

  /**
   * Reads a file of the default file system, compressed or not.
   *
   * @return the arrays by name, in the file's order
   * @throws IOException if the file cannot be read, is no zip file, holds anything but arrays that
   *     {@link Npy#read(Path)} reads, each name once and with its checksum, or tells of more bytes
   *     than the Java heap may have
   */
  public static Map<String, Npy> read(Path path) throws IOException {
    try (ZipFile zip = new ZipFile(path.toFile())) {
      Map<String, Npy> arrays = new LinkedHashMap<>();
      long room = Runtime.getRuntime().maxMemory();
      for (ZipEntry entry : Collections.list(zip.entries())) {
        room -= entry.getSize();
        require(entry.getSize() >= 0 && room >= 0, entry, "is larger than the heap");
        require(entry.getName().endsWith(SUFFIX), entry, "is no .npy file");
        String name = entry.getName().substring(0, entry.getName().length() - SUFFIX.length());
        require(arrays.put(name, read(zip, entry)) == null, entry, "is there twice");
      }
      return arrays;
    } catch (IOException | IllegalArgumentException e) { // the latter of names that are no text
      throw new IOException(path + " is not readable as NPZ: " + e.getMessage(), e);
    }
  }

  private static Npy read(ZipFile zip, ZipEntry entry) throws IOException {
    CRC32 checksum = new CRC32(); // which ZipFile does not look at
    try (CheckedInputStream in = new CheckedInputStream(zip.getInputStream(entry), checksum)) {
      Npy array = Npy.read(in, entry.getSize(), entry.getName());
      require(checksum.getValue() == entry.getCrc(), entry, "is damaged: its checksum differs");
      return array;
    }
  }

  private static void require(boolean holds, ZipEntry entry, String fault) throws IOException {
    if (!holds) {
      throw new IOException(entry.getName() + " " + fault);
    }
  }

  /**
   * Writes arrays by name, uncompressed; the target is replaced wholly or not at all.
   *
   * @throws IOException if the file cannot be written; the target is then as it was
   */
  public static void write(Path path, Map<String, Npy> arrays) throws IOException {
    AtomicFile.write(
        path,
        channel -> {
          OutputStream out =
              new BufferedOutputStream(Channels.newOutputStream(channel)) {
                @Override
                public void close() throws IOException {
                  flush(); // the channel is still to be forced to disk
                }
              };
          try (ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.setLevel(Deflater.NO_COMPRESSION);
            for (Map.Entry<String, Npy> array : arrays.entrySet()) {
              ZipEntry entry = new ZipEntry(array.getKey() + SUFFIX);
              entry.setTimeLocal(TIME);
              zip.putNextEntry(entry);
              array.getValue().write(Channels.newChannel(zip));
              zip.closeEntry();
            }
          }
        });
  }
}
