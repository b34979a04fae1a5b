package dev.lanewise.runtime;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NpyTest {
  @TempDir Path folder;

  /** Made by numpy: float32 of 2x3. */
  private static byte[] matrix() throws IOException {
    try (InputStream in = Objects.requireNonNull(NpyTest.class.getResourceAsStream("matrix.npy"))) {
      return in.readAllBytes();
    }
  }

  private static byte[] file(int version, String header, int elementBytes) {
    byte[] text = header.getBytes(StandardCharsets.UTF_8);
    ByteBuffer file = ByteBuffer.allocate(12 + text.length + elementBytes);
    file.order(ByteOrder.LITTLE_ENDIAN).put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'});
    file.put((byte) version).put((byte) 0);
    if (version == 1) {
      file.putShort((short) text.length);
    } else {
      file.putInt(text.length);
    }
    file.put(text);
    return Arrays.copyOf(file.array(), file.position() + elementBytes);
  }

  private static String header(String descr, String shape) {
    return "{'descr': '" + descr + "', 'fortran_order': False, 'shape': " + shape + ", }\n";
  }

  private Npy read(byte[] file) throws IOException {
    return Npy.read(Files.write(folder.resolve("a.npy"), file));
  }

  private void assertRefused(String expected, byte[] file) {
    String message = assertThrows(IOException.class, () -> read(file)).getMessage();
    assertTrue(message.contains("a.npy") && message.contains(expected), message);
    InputStream in = new ByteArrayInputStream(file);
    message = assertThrows(IOException.class, () -> Npy.read(in)).getMessage();
    assertTrue(message.startsWith("stream is not readable as NPY: "), message);
  }

  @Test
  void aFileOfNumpysIsReadAndWrittenByteByByte() throws IOException {
    Npy npy = read(matrix());
    assertArrayEquals(new int[] {2, 3}, npy.shape());
    assertArrayEquals(new float[] {1, 2, 3, 4, 5, 6.5f}, npy.floats());
    assertArrayEquals(new double[] {1, 2, 3, 4, 5, 6.5}, npy.doubles());
    Path path = folder.resolve("b.npy");
    Npy.of(new float[] {1, 2, 3, 4, 5, 6.5f}, 2, 3).write(path);
    assertArrayEquals(matrix(), Files.readAllBytes(path));
  }

  @Test
  void everyTypeIsWrittenAndReadAgain() throws IOException {
    Path path = folder.resolve("b.npy");
    double[] many = new double[20_000]; // more than a chunk of the writer
    Arrays.setAll(many, i -> Math.sin(i));
    Npy.of(many, 2, 100, 100).write(path);
    assertArrayEquals(many, Npy.read(path).doubles());
    assertArrayEquals(new int[] {2, 100, 100}, Npy.read(path).shape());
    Npy.of(new int[] {1, -2, Integer.MIN_VALUE}).write(path);
    assertArrayEquals(new int[] {1, -2, Integer.MIN_VALUE}, Npy.read(path).ints());
    assertArrayEquals(new int[] {3}, Npy.read(path).shape());
    Npy.of(new long[] {1, -(1L << 50)}).write(path);
    assertArrayEquals(new double[] {1, -(1L << 50)}, Npy.read(path).doubles());
    Npy.ofUnsignedBytes(new byte[] {1, -1}, 2, 1).write(path);
    assertArrayEquals(new int[] {1, 255}, Npy.read(path).ints());
    assertArrayEquals(new float[] {1, 255}, Npy.read(path).floats());
  }

  @Test
  void arraysBecomeColumns() {
    float[] staged = new float[4];
    Column column = Npy.of(new float[] {1, 2, 3, 4, 5, 6, 7, 8}, 2, 2, 2).column();
    assertEquals(2, column.rows());
    column.stage(1, staged, 0);
    assertArrayEquals(new float[] {5, 6, 7, 8}, staged);
    Npy bytes = Npy.ofUnsignedBytes(new byte[] {0, 51, -1, 1}, 2, 2);
    bytes.scaled().stage(0, staged, 1);
    assertArrayEquals(new float[] {5, 6, 0, 0.2f}, staged);
    bytes.column().stage(1, staged, 0);
    assertArrayEquals(new float[] {255, 1, 0, 0.2f}, staged);
    Npy.of(new double[] {9, 10}).column().stage(1, staged, 3);
    assertEquals(10, staged[3]);
    int[] label = new int[1];
    Npy.of(new long[] {3, 4}).labels().stage(1, label, 0);
    assertEquals(4, label[0]);
  }

  @Test
  void whatAnArrayIsNotIsRefused() {
    Npy reals = Npy.of(new float[] {1, 2});
    assertThrows(IllegalStateException.class, reals::ints);
    assertThrows(IllegalStateException.class, reals::labels);
    assertThrows(IllegalStateException.class, reals::scaled);
    assertThrows(IllegalStateException.class, () -> Npy.of(new long[] {1L << 31}).ints());
    assertThrows(IllegalStateException.class, () -> Npy.of(new int[] {1, 2}, 1, 2).labels());
    String message =
        assertThrows(IllegalArgumentException.class, () -> Npy.of(new int[5], 2, 3)).getMessage();
    assertEquals("expected 2x3 = 6 values, got 5", message);
    assertThrows(IllegalArgumentException.class, () -> Npy.of(new double[0]));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void everyVersionOfTheFormatIsRead(int version) throws IOException {
    assertArrayEquals(new int[2], read(file(version, header("<i4", "(2,)"), 8)).ints());
    // The keys' order and the last comma are for convenience, says the format.
    String other = "{'shape': (1, 2), 'fortran_order': True, 'descr': '>i4'}";
    assertArrayEquals(new int[] {1, 2}, read(file(version, other, 8)).shape());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '"',
      value = {
        "<f2; (2,); 4; elements of type <f2",
        "|b1; (2,); 2; elements of type |b1",
        "|O; (2,); 16; elements of type |O",
        "<f4; (2,); 7; tells of 8 bytes of elements, it has 7",
        "<f4; (2,); 9; tells of 8 bytes of elements, it has more",
        "<f4; (0, 2); 0; not a shape of 1 to 2^31-1 elements: (0, 2)",
        "<f4; (2147483647,); 8; tells of 8589934588 bytes",
        "|u1; (2147483639,); 8; tells of 2147483639 bytes",
        "<f4; (65536, 65536); 8; not a shape",
        "<f4; (4294967296,); 8; not a shape",
        "<f4; (99999999999999999999,); 8; not a shape",
        "<f4; (2); 8; not a tuple",
        "<f4; (, 2); 8; not a shape",
        "<f4; (2,, 2); 16; not a shape",
        "<f4; (2 2,); 16; not a shape",
        "<f4; (-2,); 8; not a dictionary",
        "<f4; [2]; 8; not a dictionary",
        "<f4; (2,), 'more': True; 8; not a dictionary",
        "<f4; (2,), 'shape': (2,); 8; not a dictionary",
        "<f4; (2,) 'descr'; 8; not a dictionary",
      })
  void hostileHeadersAreRefused(String descr, String shape, int bytes, String expected) {
    assertRefused(expected, file(1, header(descr, shape), bytes));
  }

  @Test
  void tooManyAxesAreRefused() {
    assertRefused("not a tuple", file(1, header("<f4", "(" + "1,".repeat(33) + ")"), 4));
    assertRefused("not a tuple", file(1, header("<f4", "(" + "1,".repeat(3000) + ")"), 4));
  }

  @Test
  void malformedFilesAreRefusedAtEveryLength() throws IOException {
    byte[] file = matrix();
    for (int length = 0; length < file.length; length++) {
      byte[] cut = Arrays.copyOf(file, length);
      assertThrows(IOException.class, () -> read(cut));
    }
    assertRefused("does not begin", new byte[100]);
    assertRefused("version is 4", file(4, header("<f4", "(1,)"), 4));
    assertRefused("a header of 10001 bytes", file(2, " ".repeat(10_001), 4));
    assertRefused("not a dictionary", file(1, "{", 4));
    assertRefused("not a dictionary", file(1, "{}", 4));
  }

  @Test
  void aShapeAllocatesNothingBeforeTheBytesAreThere() {
    byte[] file = file(1, header("<f8", "(268435454,)"), 8); // tells of 2 GiB
    var bean = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long allocated = Long.MAX_VALUE;
    for (int time = 0; time < 2; time++) { // the first one loads classes
      long before = bean.getCurrentThreadAllocatedBytes();
      assertThrows(IOException.class, () -> Npy.read(new ByteArrayInputStream(file)));
      allocated = bean.getCurrentThreadAllocatedBytes() - before;
    }
    assertTrue(allocated < 1 << 17, allocated + " bytes");
  }

  @Test
  void damagedFilesAreReadOrRefused() throws IOException {
    byte[] matrix = matrix();
    SplittableRandom random = new SplittableRandom(1);
    var bean = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    Npy.read(new ByteArrayInputStream(matrix)); // loads classes
    String alphabet = "(){}',:0123456789 <>|fiu_\n";
    for (int number = 0; number < 20_000; number++) {
      byte[] file = matrix.clone();
      for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
        int at = random.nextInt(random.nextInt(4) > 0 ? 80 : file.length);
        file[at] =
            random.nextBoolean()
                ? (byte) alphabet.charAt(random.nextInt(alphabet.length()))
                : (byte) random.nextInt(256);
      }
      long before = bean.getCurrentThreadAllocatedBytes();
      try {
        Npy npy = Npy.read(new ByteArrayInputStream(file));
        assertTrue(npy.size() <= 24);
      } catch (IOException refusal) {
        assertTrue(refusal.getMessage().startsWith("stream is not readable as NPY: "));
      }
      assertTrue(bean.getCurrentThreadAllocatedBytes() - before < 1 << 17);
    }
  }
}
