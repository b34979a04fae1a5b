package dev.lanewise.runtime;

import dev.lanewise.runtime.program.Reals;
import dev.lanewise.runtime.program.Shape;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * An array as NumPy saves it in {@code .npy} files: float32, float64, int32, int64 or uint8,
 * row-major. Files of either byte order and in Fortran's order are read, too. Nothing is allocated
 * from a file's numbers; arrays of 2 GiB and more, and those without elements, are refused.
 */
public final class Npy {
  private static final int CHUNK = 1 << 16;
  private static final long UNKNOWN = Long.MAX_VALUE;
  private static final int MOST_BYTES = Integer.MAX_VALUE - 8; // the longest array Java makes

  private final int[] shape;
  private final Object values; // float[], double[], int[], long[], or byte[] of unsigned bytes

  private Npy(int[] shape, Object values) {
    this.shape = shape;
    this.values = values;
  }

  /**
   * An array of float32, which shares the values.
   *
   * @param shape the extents, row-major; none for one axis
   * @throws IllegalArgumentException if the shape is not one of as many values
   */
  public static Npy of(float[] values, int... shape) {
    return new Npy(shapeOf(values.length, shape), values);
  }

  /** An array of float64, as {@link #of(float[], int...)}. */
  public static Npy of(double[] values, int... shape) {
    return new Npy(shapeOf(values.length, shape), values);
  }

  /** An array of int32, as {@link #of(float[], int...)}. */
  public static Npy of(int[] values, int... shape) {
    return new Npy(shapeOf(values.length, shape), values);
  }

  /** An array of int64, as {@link #of(float[], int...)}. */
  public static Npy of(long[] values, int... shape) {
    return new Npy(shapeOf(values.length, shape), values);
  }

  /** An array of uint8, as {@link #of(float[], int...)}. */
  public static Npy ofUnsignedBytes(byte[] values, int... shape) {
    return new Npy(shapeOf(values.length, shape), values);
  }

  private static int[] shapeOf(int length, int[] shape) {
    int[] extents = shape.length == 0 ? new int[] {length} : shape.clone();
    if (Shape.size(extents) != length) {
      throw new IllegalArgumentException(
          "expected " + Shape.sizeText(extents) + " values, got " + length);
    }
    return extents;
  }

  /**
   * Reads a file.
   *
   * @throws IOException if the file cannot be read, is malformed, holds elements of another type,
   *     or is longer or shorter than its header tells
   */
  public static Npy read(Path path) throws IOException {
    try (InputStream in = Files.newInputStream(path)) {
      return read(in, Files.size(path), path.toString());
    }
  }

  /**
   * Reads a stream up to its end; it stays open.
   *
   * @throws IOException as {@link #read(Path)}
   */
  public static Npy read(InputStream in) throws IOException {
    return read(in, UNKNOWN, "stream");
  }

  /**
   * @param length of the whole stream in bytes, if known
   */
  static Npy read(InputStream in, long length, String source) throws IOException {
    NpyHeader header = NpyHeader.read(in, source);
    int size = Shape.size(header.shape());
    int bytes = elementBytes(header.descr(), source);
    long expected = (long) size * bytes;
    String told = "its header tells of " + expected + " bytes of elements, ";
    if (expected > MOST_BYTES) {
      throw NpyHeader.fault(source, told + MOST_BYTES + " are the most");
    }
    if (expected > length) {
      throw NpyHeader.fault(source, told + "all of it are " + length);
    }
    byte[] data = in.readNBytes((int) expected); // grows as bytes arrive
    if (data.length < expected) {
      throw NpyHeader.fault(source, told + "it has " + data.length);
    }
    if (in.read() >= 0) {
      throw NpyHeader.fault(source, told + "it has more");
    }
    byte[] ordered = header.fortranOrder() ? rowMajor(data, header.shape(), bytes) : data;
    ByteOrder order =
        header.descr().startsWith(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    ByteBuffer elements = ByteBuffer.wrap(ordered).order(order);
    return new Npy(header.shape(), decoded(header.descr().substring(1), elements, size));
  }

  private static int elementBytes(String descr, String source) throws IOException {
    return switch (descr) {
      case "|u1", "<u1", ">u1" -> 1;
      case "<f4", ">f4", "<i4", ">i4" -> 4;
      case "<f8", ">f8", "<i8", ">i8" -> 8;
      default ->
          throw NpyHeader.fault(
              source,
              "elements of type "
                  + descr
                  + ", only float32, float64, int32, int64 and uint8 (f4, f8, i4, i8, u1) are read");
    };
  }

  private static Object decoded(String type, ByteBuffer data, int size) {
    switch (type) {
      case "f4" -> {
        float[] floats = new float[size];
        data.asFloatBuffer().get(floats);
        return floats;
      }
      case "f8" -> {
        double[] doubles = new double[size];
        data.asDoubleBuffer().get(doubles);
        return doubles;
      }
      case "i4" -> {
        int[] ints = new int[size];
        data.asIntBuffer().get(ints);
        return ints;
      }
      case "i8" -> {
        long[] longs = new long[size];
        data.asLongBuffer().get(longs);
        return longs;
      }
      default -> {
        return data.array();
      }
    }
  }

  /** Elements in the order of a running last index, from that of a running first one. */
  private static byte[] rowMajor(byte[] data, int[] shape, int bytes) {
    byte[] ordered = new byte[data.length];
    int[] at = new int[shape.length];
    int[] strides = new int[shape.length];
    int stride = bytes;
    for (int axis = 0; axis < shape.length; axis++) {
      strides[axis] = stride;
      stride *= shape[axis];
    }
    int from = 0;
    for (int to = 0; to < ordered.length; to += bytes) {
      System.arraycopy(data, from, ordered, to, bytes);
      int axis = shape.length - 1;
      while (axis >= 0 && ++at[axis] == shape[axis]) {
        from -= strides[axis] * (shape[axis] - 1);
        at[axis--] = 0;
      }
      from += axis >= 0 ? strides[axis] : 0;
    }
    return ordered;
  }

  /** A copy of the extents; empty for a single number. */
  public int[] shape() {
    return shape.clone();
  }

  /** Number of elements. */
  public int size() {
    return Shape.size(shape);
  }

  /** A copy of the elements in row-major order, as doubles; int64 beyond 2^53 are rounded. */
  public double[] doubles() {
    return switch (values) {
      case int[] ints -> IntStream.of(ints).asDoubleStream().toArray();
      case long[] longs -> LongStream.of(longs).asDoubleStream().toArray();
      case byte[] bytes -> IntStream.range(0, size()).mapToDouble(i -> bytes[i] & 255).toArray();
      default -> Reals.toDoubles(values);
    };
  }

  /** A copy of the elements in row-major order, as floats, rounded to nearest. */
  public float[] floats() {
    return Reals.toFloats(values instanceof float[] ? values : doubles());
  }

  /**
   * A copy of the elements in row-major order, as ints.
   *
   * @throws IllegalStateException if the elements are reals, or one is beyond an int
   */
  public int[] ints() {
    return switch (values) {
      case int[] ints -> ints.clone();
      case byte[] bytes -> IntStream.range(0, size()).map(i -> bytes[i] & 255).toArray();
      case long[] longs -> IntStream.range(0, size()).map(i -> toInt(longs[i])).toArray();
      default -> throw new IllegalStateException("the elements are reals, not whole numbers");
    };
  }

  private static int toInt(long value) {
    if ((int) value != value) {
      throw new IllegalStateException(value + " is beyond what an int can hold");
    }
    return (int) value;
  }

  /** The elements as a column of reals; a row is all axes but the first. */
  public Column column() {
    int width = size() / rows();
    return switch (values) {
      case float[] floats -> Column.floats(floats, width);
      case double[] doubles -> Column.doubles(doubles, width);
      default -> Column.doubles(doubles(), width);
    };
  }

  /**
   * The elements as a column of reals from 0 to 1, each byte over 255; a row is all axes but the
   * first.
   *
   * @throws IllegalStateException if the elements are not uint8
   */
  public Column scaled() {
    if (values instanceof byte[] bytes) {
      return Column.unsignedBytes(bytes, size() / rows());
    }
    throw new IllegalStateException("the elements are not uint8");
  }

  private int rows() {
    return shape.length == 0 ? 1 : shape[0];
  }

  /**
   * The elements as a column of class labels.
   *
   * @throws IllegalStateException if there is more than one axis, the elements are reals, or one is
   *     beyond an int
   */
  public Column labels() {
    if (shape.length != 1) {
      throw new IllegalStateException("labels have one axis, this array is " + Shape.text(shape));
    }
    return Column.labels(ints());
  }

  /**
   * Writes a file, byte by byte as NumPy would; the target is replaced wholly or not at all.
   *
   * @throws IOException if the file cannot be written; the target is then as it was
   */
  public void write(Path path) throws IOException {
    AtomicFile.write(path, this::write);
  }

  void write(WritableByteChannel channel) throws IOException {
    String descr =
        switch (values) {
          case float[] _ -> "<f4";
          case double[] _ -> "<f8";
          case int[] _ -> "<i4";
          case long[] _ -> "<i8";
          default -> "|u1";
        };
    int size = size();
    int step = CHUNK / (descr.charAt(2) - '0');
    drain(channel, ByteBuffer.wrap(new NpyHeader(descr, false, shape).bytes()));
    ByteBuffer buffer = ByteBuffer.allocate(CHUNK).order(ByteOrder.LITTLE_ENDIAN);
    for (int from = 0; from < size; from += step) {
      int count = Math.min(step, size - from);
      switch (values) {
        case float[] floats -> buffer.asFloatBuffer().put(floats, from, count);
        case double[] doubles -> buffer.asDoubleBuffer().put(doubles, from, count);
        case int[] ints -> buffer.asIntBuffer().put(ints, from, count);
        case long[] longs -> buffer.asLongBuffer().put(longs, from, count);
        default -> buffer.put(0, (byte[]) values, from, count);
      }
      drain(channel, buffer.clear().limit(count * (CHUNK / step)));
      buffer.clear();
    }
  }

  private static void drain(WritableByteChannel channel, ByteBuffer buffer) throws IOException {
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
  }
}
