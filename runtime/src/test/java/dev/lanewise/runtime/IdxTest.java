package dev.lanewise.runtime;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdxTest {
  @TempDir Path folder;

  private static byte[] idx(int type, int[] shape, int... elements) {
    ByteBuffer file = ByteBuffer.allocate(4 + 4 * shape.length + elements.length);
    file.put(new byte[] {0, 0, (byte) type, (byte) shape.length});
    Arrays.stream(shape).forEach(file::putInt);
    Arrays.stream(elements).forEach(e -> file.put((byte) e));
    return file.array();
  }

  private static byte[] gzipped(byte[] bytes) throws IOException {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(compressed)) {
      out.write(bytes);
    }
    return compressed.toByteArray();
  }

  private Idx read(byte[] bytes) throws IOException {
    return Idx.read(Files.write(folder.resolve("data.idx"), bytes));
  }

  private void assertRefused(String expected, byte[] bytes) throws IOException {
    for (byte[] file : new byte[][] {bytes, gzipped(bytes)}) {
      String message = assertThrows(IOException.class, () -> read(file)).getMessage();
      assertTrue(message.contains("data.idx") && message.contains(expected), message);
    }
  }

  @Test
  void imagesAreReadPlainAndGzipped() throws IOException {
    byte[] bytes = idx(8, new int[] {2, 1, 3}, 0, 51, 255, 128, 1, 2);
    for (byte[] file : new byte[][] {bytes, gzipped(bytes)}) {
      Idx idx = read(file);
      assertArrayEquals(new int[] {2, 1, 3}, idx.shape());
      assertArrayEquals(new byte[] {0, 51, -1, -128, 1, 2}, idx.bytes());
      Column column = idx.scaled();
      assertEquals(2, column.rows());
      assertEquals(3, column.width());
      float[] staged = new float[6];
      column.stage(0, staged, 1);
      assertArrayEquals(new float[] {0, 0, 0, 0, 0.2f, 1}, staged);
      double[] stagedDoubles = new double[3];
      column.stage(1, stagedDoubles, 0);
      assertArrayEquals(new double[] {128 / 255.0, 1 / 255.0, 2 / 255.0}, stagedDoubles);
    }
  }

  @Test
  void everyByteStandsForItsValueOver255() throws IOException {
    int[] all = new int[256];
    Arrays.setAll(all, i -> i);
    float[] floats = new float[256];
    double[] doubles = new double[256];
    Column column = read(idx(8, new int[] {1, 256}, all)).scaled();
    column.stage(0, floats, 0);
    column.stage(0, doubles, 0);
    for (int i = 0; i < 256; i++) {
      assertEquals(i / 255f, floats[i]);
      assertEquals(i / 255.0, doubles[i]);
    }
  }

  @Test
  void labelsAreUnsigned() throws IOException {
    Column labels = read(idx(8, new int[] {3}, 0, 9, 200)).labels();
    int[] staged = new int[3];
    for (int row = 0; row < 3; row++) {
      labels.stage(row, staged, row);
    }
    assertArrayEquals(new int[] {0, 9, 200}, staged);
    assertTrue(labels.isInts());
  }

  @Test
  void imagesAreNoLabels() throws IOException {
    Idx idx = read(idx(8, new int[] {1, 2}, 0, 9));
    assertThrows(IllegalStateException.class, idx::labels);
  }

  @Test
  void otherFormatsAreRefused() throws IOException {
    assertRefused("does not begin with 0 0", "hello, world".getBytes());
    assertRefused("does not begin with 0 0", new byte[0]);
    assertRefused("type 0x0d", idx(0x0d, new int[] {1}, 0, 0, 0, 0));
    assertRefused("type 0xff", idx(0xff, new int[] {1}, 0));
  }

  @Test
  void impossibleHeadersAreRefused() throws IOException {
    assertRefused("got 0", idx(8, new int[] {}));
    assertRefused("got 9", idx(8, new int[9], 0));
    assertRefused("not a shape", idx(8, new int[] {-1}, 0));
    assertRefused("not a shape", idx(8, new int[] {0}));
    assertRefused("not a shape", idx(8, new int[] {65536, 65536}, 0));
    assertRefused("ends within its header", new byte[] {0, 0, 8, 2, 0, 0});
  }

  @Test
  void theNumberOfElementsMustBeTheHeaders() throws IOException {
    assertRefused("tells of 5 elements, it has 4", idx(8, new int[] {5}, 1, 2, 3, 4));
    assertRefused("3", idx(8, new int[] {3}, 1, 2, 3, 4));
  }

  @Test
  void aHugeHeaderAllocatesNothingBeforeTheBytesAreThere() throws IOException {
    byte[] bytes = idx(8, new int[] {Integer.MAX_VALUE}, 1, 2, 3);
    var bean = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = bean.getCurrentThreadAllocatedBytes();
    assertRefused("tells of 2147483647 elements, it has 3", bytes);
    assertTrue(bean.getCurrentThreadAllocatedBytes() - before < 10_000_000);
  }

  @Test
  void aCorruptGzipFileIsRefused() throws IOException {
    byte[] file = gzipped(idx(8, new int[] {3}, 1, 2, 3));
    assertThrows(IOException.class, () -> read(Arrays.copyOf(file, file.length - 9)));
    file[file.length - 5] ^= 1; // the checksum
    assertThrows(IOException.class, () -> read(file));
  }
}
