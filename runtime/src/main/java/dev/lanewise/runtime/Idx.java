package dev.lanewise.runtime;

import dev.lanewise.runtime.program.Shape;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;

/**
 * An array of unsigned bytes in the IDX format of the MNIST data sets (yann.lecun.com/exdb/mnist):
 * two zero bytes, the element type, the number of axes, their extents as big-endian ints, and the
 * elements.
 */
public final class Idx {
  private static final int UNSIGNED_BYTE = 8;
  private static final int MOST_AXES = 8;

  private final int[] shape;
  private final byte[] bytes;

  private Idx(int[] shape, byte[] bytes) {
    this.shape = shape;
    this.bytes = bytes;
  }

  /**
   * Reads a file, gzipped or not, as its first bytes tell.
   *
   * @throws IOException if the file cannot be read, is malformed, holds other elements than
   *     unsigned bytes, or is longer or shorter than its header tells
   */
  public static Idx read(Path path) throws IOException {
    try (InputStream file = new BufferedInputStream(Files.newInputStream(path))) {
      file.mark(2);
      boolean gzipped = file.read() == 0x1f && file.read() == 0x8b;
      file.reset();
      if (gzipped) {
        try (InputStream in = new GZIPInputStream(file, 1 << 16)) {
          return read(in, Long.MAX_VALUE, path.toString());
        }
      }
      return read(file, Files.size(path), path.toString());
    }
  }

  private static Idx read(InputStream in, long available, String source) throws IOException {
    byte[] magic = in.readNBytes(4);
    if (magic.length < 4 || magic[0] != 0 || magic[1] != 0) {
      throw fault(source, "it does not begin with 0 0");
    }
    if (magic[2] != UNSIGNED_BYTE) {
      throw fault(
          source,
          String.format("elements of type 0x%02x, only unsigned bytes (0x08) are read", magic[2]));
    }
    int axes = magic[3];
    if (axes < 1 || axes > MOST_AXES) {
      throw fault(source, "expected 1 to " + MOST_AXES + " axes, got " + axes);
    }
    byte[] extents = in.readNBytes(axes * Integer.BYTES);
    if (extents.length < axes * Integer.BYTES) {
      throw fault(source, "it ends within its header");
    }
    int[] shape = new int[axes];
    ByteBuffer.wrap(extents).asIntBuffer().get(shape);
    int size;
    try {
      size = Shape.size(shape);
    } catch (IllegalArgumentException e) {
      throw new IOException(source + " is not readable as IDX: " + e.getMessage(), e);
    }
    long header = magic.length + extents.length;
    if (available != Long.MAX_VALUE && available - header != size) {
      throw fault(
          source, "its header tells of " + size + " elements, it has " + (available - header));
    }
    byte[] bytes = in.readNBytes(size); // grows as bytes arrive, whatever the header tells
    if (bytes.length < size) {
      throw fault(source, "its header tells of " + size + " elements, it has " + bytes.length);
    }
    if (in.read() >= 0) {
      throw fault(source, "it goes on after its " + size + " elements");
    }
    return new Idx(shape, bytes);
  }

  private static IOException fault(String source, String fault) {
    return new IOException(source + " is not readable as IDX: " + fault);
  }

  /** A copy of the extents, the number of rows first. */
  public int[] shape() {
    return shape.clone();
  }

  /** A copy of the elements, unsigned, row after row. */
  public byte[] bytes() {
    return bytes.clone();
  }

  /**
   * The elements as a column of reals from 0 to 1, each byte over 255; a row is all axes but the
   * first.
   */
  public Column scaled() {
    return Column.unsignedBytes(bytes, bytes.length / shape[0]);
  }

  /**
   * The elements as a column of class labels.
   *
   * @throws IllegalStateException if there is more than one axis
   */
  public Column labels() {
    if (shape.length != 1) {
      throw new IllegalStateException("labels have one axis, this array is " + Shape.text(shape));
    }
    int[] labels = new int[bytes.length];
    Arrays.setAll(labels, i -> bytes[i] & 255);
    return Column.labels(labels);
  }
}
