package dev.lanewise.runtime;

import dev.lanewise.runtime.program.ModelSpec;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.function.IntFunction;

/**
 * Reads and writes a model's parameters as safetensors: eight bytes of little-endian header length,
 * a JSON header, and the tensors' little-endian data without gaps
 * (github.com/huggingface/safetensors). Reading is strict, and nothing is allocated from a file's
 * numbers before they are proven: headers are bounded as the reference implementation bounds them,
 * and data are read only for tensors that the model has.
 */
public final class Safetensors {
  /** The reference implementation's limit, in bytes. */
  static final long MAX_HEADER = 100_000_000;

  private static final int CHUNK = 1 << 16;
  private static final long UNKNOWN = Long.MAX_VALUE;

  private Safetensors() {}

  /**
   * Reads all parameters of a model from a file.
   *
   * @return one canonical array of reals per parameter, in the model's order
   * @throws IOException if the file cannot be read or is malformed, or if it does not hold each
   *     parameter exactly once, in its shape, as F32, F64, F16 or BF16, and nothing else; the
   *     message lists all faults
   */
  public static Object[] read(Path path, ModelSpec model) throws IOException {
    try (InputStream in = Files.newInputStream(path)) {
      return read(in, Files.size(path), path.toString(), model);
    }
  }

  /**
   * Reads all parameters of a model from a stream, up to its end; the stream stays open.
   *
   * @return one canonical array of reals per parameter, in the model's order
   * @throws IOException as {@link #read(Path, ModelSpec)}
   */
  public static Object[] read(InputStream in, ModelSpec model) throws IOException {
    return read(in, UNKNOWN, "weights", model);
  }

  private static Object[] read(InputStream in, long length, String source, ModelSpec model)
      throws IOException {
    byte[] prefix = in.readNBytes(Long.BYTES);
    require(prefix.length == Long.BYTES, source, "shorter than the 8 bytes of a header length");
    long headerLength = ByteBuffer.wrap(prefix).order(ByteOrder.LITTLE_ENDIAN).getLong();
    require(
        headerLength >= 2 && headerLength <= MAX_HEADER && headerLength <= length - Long.BYTES,
        source,
        "impossible header length " + Long.toUnsignedString(headerLength));
    byte[] json = in.readNBytes((int) headerLength); // grows as bytes arrive
    require(json.length == headerLength, source, "ends within its header");
    SafetensorsHeader header = SafetensorsHeader.parse(json, source);
    if (length != UNKNOWN) {
      long expected = Long.BYTES + headerLength + header.dataLength();
      require(length == expected, source, length + " bytes, but its header tells of " + expected);
    }
    int[] parameters = header.match(model, source);
    Object[] reals = new Object[parameters.length];
    for (int t = 0; t < parameters.length; t++) {
      int size = model.parameters().get(parameters[t]).size();
      reals[parameters[t]] = model.newReals(size);
      header.tensors().get(t).type().read(in, reals[parameters[t]], source);
    }
    require(in.read() < 0, source, "goes on after its last tensor");
    return reals;
  }

  private static void require(boolean holds, String source, String fault) throws IOException {
    if (!holds) {
      throw new IOException(source + " is not a safetensors file: " + fault);
    }
  }

  /**
   * Writes all parameters of a model, as F32 or F64 after the model's type, to a temporary file
   * beside the target, forces it to disk and renames it.
   *
   * @param canonical gives the reals of the parameter at an index
   * @throws IOException if the file cannot be written; the target is then as it was
   */
  public static void write(Path path, ModelSpec model, IntFunction<Object> canonical)
      throws IOException {
    // A link's target is replaced, not the link.
    Path target = Files.exists(path) ? path.toRealPath() : path.toAbsolutePath();
    String unique = Long.toHexString(ProcessHandle.current().pid() ^ System.nanoTime() << 20);
    Path temporary = target.resolveSibling("." + target.getFileName() + "." + unique + ".tmp");
    try {
      try (FileChannel channel =
          FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
        writeAll(channel, model, canonical);
        channel.force(true);
      }
      Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(temporary);
    }
    forceDirectory(target);
  }

  private static void writeAll(FileChannel channel, ModelSpec model, IntFunction<Object> canonical)
      throws IOException {
    byte[] json = SafetensorsHeader.format(model).getBytes(StandardCharsets.UTF_8);
    ByteBuffer buffer = ByteBuffer.allocateDirect(CHUNK).order(ByteOrder.LITTLE_ENDIAN);
    buffer.putLong(json.length).flip();
    drain(channel, buffer);
    drain(channel, ByteBuffer.wrap(json));
    for (int parameter = 0; parameter < model.parameters().size(); parameter++) {
      Object reals = canonical.apply(parameter);
      int size = model.parameters().get(parameter).size();
      int step = CHUNK / (model.doublePrecision() ? Double.BYTES : Float.BYTES);
      for (int from = 0; from < size; from += step) {
        int count = Math.min(step, size - from);
        buffer.clear();
        if (reals instanceof float[] floats) {
          buffer.asFloatBuffer().put(floats, from, count);
          buffer.limit(count * Float.BYTES);
        } else {
          buffer.asDoubleBuffer().put((double[]) reals, from, count);
          buffer.limit(count * Double.BYTES);
        }
        drain(channel, buffer);
      }
    }
  }

  private static void drain(FileChannel channel, ByteBuffer buffer) throws IOException {
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
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
