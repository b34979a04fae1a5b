package dev.lanewise.runtime;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.lanewise.runtime.program.Initialization;
import dev.lanewise.runtime.program.ModelSpec;
import dev.lanewise.runtime.program.ParameterSpec;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Damaged files: each is read as its header says, or refused by an {@link IOException}; and
 * whatever numbers it holds, reading allocates no more than a small multiple of its length.
 */
class SafetensorsFuzzTest {
  private static final int FILES = 100_000;

  private static final long MOST_BYTES = 1 << 17;

  /** What headers are made of, to be inserted where it does not belong. */
  private static final List<String> WORDS =
      List.of(
          "{",
          "}",
          "[",
          "]",
          ":",
          ",",
          "\"",
          "\\",
          "\\u0061",
          "0",
          "1",
          "-1",
          "1e9",
          "0.5",
          "null",
          "F64",
          "F16",
          "BF16",
          "I64",
          "99999999",
          "4294967296",
          "999999999999999999",
          "9999999999999999999",
          "[1,1,1,1]",
          "\"shape\"",
          "\"dtype\"",
          "\"data_offsets\"",
          "\"__metadata__\":{}",
          "\"first.bias\":",
          ".num_batches_tracked",
          " ",
          "\n",
          "\u0000",
          "\u00e4");

  private final SplittableRandom random = new SplittableRandom(20260101);
  private final ModelSpec model =
      new ModelSpec(
          "Mlp",
          true,
          1,
          List.of(),
          List.of(),
          List.of(
              parameter("first.weight", 2, 3),
              parameter("first.bias", 2),
              parameter("second.weight", 3, 2),
              parameter("second.bias", 3)));

  private static ParameterSpec parameter(String name, int... shape) {
    return ParameterSpec.trained(name, shape, Initialization.zeros());
  }

  private byte[] sample() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(getClass().getResourceAsStream("sample.safetensors"))) {
      return in.readAllBytes();
    }
  }

  @Test
  void damagedFilesAreReadAsTheySayOrRefused() throws IOException {
    byte[] sample = sample();
    Safetensors.read(new ByteArrayInputStream(sample), model); // loads classes
    int read = 0;
    long most = 0;
    for (int number = 0; number < FILES; number++) {
      byte[] file = damaged(sample);
      boolean strict = random.nextInt(4) > 0;
      try {
        Reading reading = reading(file, strict);
        if (reading.allocated() > MOST_BYTES) { // a message's first time links its concatenation
          reading = reading(file, strict);
        }
        most = Math.max(most, reading.allocated());
        if (strict && reading.reals() != null) {
          assertRead(file, reading.reals());
          read++;
        }
      } catch (RuntimeException | Error e) {
        String text = new String(file, StandardCharsets.ISO_8859_1);
        throw new AssertionError("file " + number + ": " + text, e);
      }
    }
    assertTrue(read > FILES / 100, read + " files were read: too few to test reading");
    assertTrue(read < FILES / 2, read + " files were read: too few to test refusing");
    assertTrue(most <= MOST_BYTES, most + " bytes were allocated for a file of " + sample.length);
  }

  /**
   * What came of a file.
   *
   * @param reals null where it was refused
   */
  private record Reading(Object[] reals, long allocated) {}

  private Reading reading(byte[] file, boolean strict) {
    ThreadMXBean bean = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    InputStream in = new ByteArrayInputStream(file);
    Object[] reals = null;
    long before = bean.getCurrentThreadAllocatedBytes();
    try {
      if (strict) {
        reals = Safetensors.read(in, model);
      } else {
        Safetensors.readMatching(in, model);
      }
    } catch (IOException refusal) {
      assertTrue(refusal.getMessage().startsWith("stream "), refusal.getMessage());
    }
    return new Reading(reals, bean.getCurrentThreadAllocatedBytes() - before);
  }

  /** One to four random changes, after most of which the header's length is put right. */
  private byte[] damaged(byte[] sample) {
    int header = (int) ByteBuffer.wrap(sample).order(ByteOrder.LITTLE_ENDIAN).getLong();
    byte[] json = Arrays.copyOfRange(sample, 8, 8 + header);
    byte[] data = Arrays.copyOfRange(sample, 8 + header, sample.length);
    for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
      if (random.nextInt(4) > 0) {
        json = changed(json);
      } else {
        data = changed(data);
      }
    }
    long length =
        switch (random.nextInt(20)) {
          case 0 -> random.nextLong();
          case 1 -> random.nextLong(0, 200_000_000);
          case 2 -> json.length + random.nextInt(-9, 10);
          default -> json.length;
        };
    ByteBuffer file = ByteBuffer.allocate(8 + json.length + data.length);
    file.order(ByteOrder.LITTLE_ENDIAN).putLong(length).put(json).put(data);
    return random.nextInt(50) > 0
        ? file.array()
        : Arrays.copyOf(file.array(), random.nextInt(file.capacity()));
  }

  private byte[] changed(byte[] bytes) {
    int from = random.nextInt(bytes.length + 1);
    int to = Math.min(bytes.length, from + 1 + random.nextInt(random.nextInt(10) > 0 ? 3 : 100));
    byte[] other =
        switch (random.nextInt(5)) {
          case 0 -> new byte[] {(byte) random.nextInt(256)};
          case 1 -> new byte[0];
          case 2 -> WORDS.get(random.nextInt(WORDS.size())).getBytes(StandardCharsets.UTF_8);
          case 3 -> Arrays.copyOfRange(bytes, to / 2, to); // a piece of itself
          default -> flipped(bytes, from, to);
        };
    boolean insert = random.nextInt(3) == 0;
    byte[] result = new byte[bytes.length - (insert ? 0 : to - from) + other.length];
    System.arraycopy(bytes, 0, result, 0, from);
    System.arraycopy(other, 0, result, from, other.length);
    int rest = insert ? from : to;
    System.arraycopy(bytes, rest, result, from + other.length, bytes.length - rest);
    return result.length == 0 ? bytes : result;
  }

  private byte[] flipped(byte[] bytes, int from, int to) {
    byte[] piece = Arrays.copyOfRange(bytes, from, to);
    if (piece.length > 0) {
      piece[random.nextInt(piece.length)] ^= (byte) (1 << random.nextInt(8));
    }
    return piece;
  }

  /** Another reader, by regular expressions: its values must be the same. */
  private void assertRead(byte[] file, Object[] reals) {
    ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    int begin = 8 + (int) bytes.getLong(0);
    String escaped = new String(file, 8, begin - 8, StandardCharsets.UTF_8);
    String json = escaped.replace("\\u0061", "a"); // the one escape among the words
    for (int p = 0; p < reals.length; p++) {
      ParameterSpec parameter = model.parameters().get(p);
      String entry = first(json, "\"" + parameter.name() + "\"\\s*:\\s*\\{([^}]*)\\}");
      String dtype = first(entry, "\"dtype\"\\s*:\\s*\"([^\"]*)\"");
      int at = begin + Integer.parseInt(first(entry, "\"data_offsets\"\\s*:\\s*\\[\\s*(\\d+)"));
      double[] expected = new double[parameter.size()];
      for (int i = 0; i < expected.length; i++) {
        expected[i] =
            switch (dtype) {
              case "F64" -> bytes.getDouble(at + 8 * i);
              case "F32" -> bytes.getFloat(at + 4 * i);
              case "F16" -> Float.float16ToFloat(bytes.getShort(at + 2 * i));
              case "BF16" -> Float.intBitsToFloat(bytes.getShort(at + 2 * i) << 16);
              default -> throw new AssertionError(dtype);
            };
      }
      assertArrayEquals(expected, (double[]) reals[p], json);
    }
  }

  private static String first(String text, String pattern) {
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    assertTrue(matcher.find(), text);
    return matcher.group(1);
  }

  /** A stream cannot say how long it is; still, memory grows only as bytes arrive. */
  @Test
  void aLongHeaderThatNeverComesAllocatesLittle() {
    ByteBuffer prefix = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(99_999_999);
    InputStream in =
        new InputStream() {
          private int at;

          @Override
          public int read() {
            return at < 8 ? prefix.get(at++) & 255 : at++ < 1000 ? '{' : -1;
          }
        };
    ThreadMXBean bean = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = bean.getCurrentThreadAllocatedBytes();
    String message = "";
    try {
      Safetensors.read(in, model);
    } catch (IOException e) {
      message = e.getMessage();
    }
    assertEquals("stream is not a safetensors file: ends within its header", message);
    assertTrue(bean.getCurrentThreadAllocatedBytes() - before < MOST_BYTES);
  }
}
