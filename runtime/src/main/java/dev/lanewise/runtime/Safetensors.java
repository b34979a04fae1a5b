package dev.lanewise.runtime;

import dev.lanewise.runtime.program.ModelSpec;
import dev.lanewise.runtime.program.ParameterSpec;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

/**
 * Reads and writes a model's parameters as safetensors: eight bytes of little-endian header length,
 * a JSON header, and the tensors' little-endian data without gaps
 * (github.com/huggingface/safetensors). Reading is strict unless asked otherwise, and nothing is
 * allocated from a file's numbers before they are proven: headers are bounded as the reference
 * implementation bounds them, and data are read only for tensors that the model has.
 *
 * <p>PyTorch counts batches in tensors named {@code num_batches_tracked}, which only its own
 * training reads; they are passed over.
 */
public final class Safetensors {
  /** The reference implementation's limit, in bytes. */
  static final long MAX_HEADER = 100_000_000;

  private static final int CHUNK = 1 << 16;
  private static final int MOST_FAULTS = 30;
  private static final long UNKNOWN = Long.MAX_VALUE;

  private Safetensors() {}

  /**
   * What a lenient reading found.
   *
   * @param reals canonical reals by parameter, for those that the file has in the right shape
   * @param differences between file and model, in the words of the strict reading's message
   */
  public record Partial(Map<String, Object> reals, List<String> differences) {}

  /**
   * Reads all parameters of a model from a file.
   *
   * @return one canonical array of reals per parameter, in the model's order
   * @throws IOException if the file cannot be read or is malformed, or if it does not hold each
   *     parameter exactly once, in its shape, as F32, F64, F16 or BF16, and nothing else; the
   *     message lists all faults
   */
  public static Object[] read(Path path, ModelSpec model) throws IOException {
    return read(path, model, "the weights of " + model.name(), metadata -> List.of());
  }

  /**
   * The same with demands on the metadata.
   *
   * @param what the file should hold, for the message
   * @param audit the faults of given metadata
   */
  static Object[] read(
      Path path, ModelSpec model, String what, Function<Map<String, String>, List<String>> audit)
      throws IOException {
    try (InputStream in = Files.newInputStream(path)) {
      return read(in, Files.size(path), path.toString(), model, what, audit);
    }
  }

  /**
   * Reads all parameters of a model from a stream, up to its end; the stream stays open.
   *
   * @return one canonical array of reals per parameter, in the model's order
   * @throws IOException as {@link #read(Path, ModelSpec)}
   */
  public static Object[] read(InputStream in, ModelSpec model) throws IOException {
    return read(
        in, UNKNOWN, "stream", model, "the weights of " + model.name(), metadata -> List.of());
  }

  private static Object[] read(
      InputStream in,
      long length,
      String source,
      ModelSpec model,
      String what,
      Function<Map<String, String>, List<String>> audit)
      throws IOException {
    SafetensorsHeader header = header(in, length, source);
    SafetensorsHeader.Match match = header.match(model);
    List<String> faults = new ArrayList<>(audit.apply(header.metadata()));
    faults.addAll(match.faults());
    if (!faults.isEmpty()) {
      int more = faults.size() - MOST_FAULTS;
      String rest = more > 0 ? "; and " + more + " more" : "";
      String listed = faults.stream().limit(MOST_FAULTS).collect(Collectors.joining("; "));
      throw new IOException(source + " does not hold " + what + ": " + listed + rest);
    }
    return data(in, header, match, source, model);
  }

  /**
   * Reads from a file those parameters of a model that it has in the right shape.
   *
   * @throws IOException if the file cannot be read or is malformed
   */
  public static Partial readMatching(Path path, ModelSpec model) throws IOException {
    try (InputStream in = Files.newInputStream(path)) {
      return readMatching(in, Files.size(path), path.toString(), model);
    }
  }

  /**
   * Reads from a stream, up to its end, those parameters of a model that it has in the right shape;
   * the stream stays open.
   *
   * @throws IOException if the stream cannot be read or is malformed
   */
  public static Partial readMatching(InputStream in, ModelSpec model) throws IOException {
    return readMatching(in, UNKNOWN, "stream", model);
  }

  private static Partial readMatching(InputStream in, long length, String source, ModelSpec model)
      throws IOException {
    SafetensorsHeader header = header(in, length, source);
    SafetensorsHeader.Match match = header.match(model);
    Object[] reals = data(in, header, match, source, model);
    Map<String, Object> found = new LinkedHashMap<>();
    for (int i = 0; i < reals.length; i++) {
      if (reals[i] != null) {
        found.put(model.parameters().get(i).name(), reals[i]);
      }
    }
    return new Partial(found, match.faults());
  }

  private static SafetensorsHeader header(InputStream in, long length, String source)
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
    return header;
  }

  /** Reads the tensors that have a parameter and passes over the others. */
  private static Object[] data(
      InputStream in,
      SafetensorsHeader header,
      SafetensorsHeader.Match match,
      String source,
      ModelSpec model)
      throws IOException {
    Object[] reals = new Object[model.parameters().size()];
    for (int t = 0; t < match.parameters().length; t++) {
      SafetensorsHeader.Tensor tensor = header.tensors().get(t);
      int parameter = match.parameters()[t];
      if (parameter >= 0) {
        reals[parameter] = model.newReals(model.parameters().get(parameter).size());
        tensor.type().read(in, reals[parameter], source);
      } else {
        skip(in, tensor.end() - tensor.begin(), source);
      }
    }
    require(in.read() < 0, source, "goes on after its last tensor");
    return reals;
  }

  private static void skip(InputStream in, long bytes, String source) throws IOException {
    try {
      in.skipNBytes(bytes);
    } catch (EOFException e) {
      throw new IOException(source + " ends within its tensors", e);
    }
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
    write(path, model, Map.of("format", "pt"), canonical);
  }

  /** The same with these metadata. */
  static void write(
      Path path, ModelSpec model, Map<String, String> metadata, IntFunction<Object> canonical)
      throws IOException {
    AtomicFile.write(path, channel -> write(channel, model, metadata, canonical));
  }

  private static void write(
      FileChannel channel,
      ModelSpec model,
      Map<String, String> metadata,
      IntFunction<Object> canonical)
      throws IOException {
    byte[] json = SafetensorsHeader.format(model, metadata).getBytes(StandardCharsets.UTF_8);
    ByteBuffer buffer = ByteBuffer.allocateDirect(CHUNK).order(ByteOrder.LITTLE_ENDIAN);
    buffer.putLong(json.length).flip();
    drain(channel, buffer);
    drain(channel, ByteBuffer.wrap(json));
    int index = 0;
    for (ParameterSpec parameter : model.parameters()) {
      write(channel, buffer, canonical.apply(index++), parameter.size());
    }
  }

  private static void write(FileChannel channel, ByteBuffer buffer, Object reals, int size)
      throws IOException {
    int bytes = reals instanceof float[] ? Float.BYTES : Double.BYTES;
    int step = CHUNK / bytes;
    for (int from = 0; from < size; from += step) {
      int count = Math.min(step, size - from);
      buffer.clear().limit(count * bytes);
      if (reals instanceof float[] floats) {
        buffer.asFloatBuffer().put(floats, from, count);
      } else {
        buffer.asDoubleBuffer().put((double[]) reals, from, count);
      }
      drain(channel, buffer);
    }
  }

  private static void drain(FileChannel channel, ByteBuffer buffer) throws IOException {
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
  }
}
