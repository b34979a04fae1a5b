package dev.lanewise.runtime;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NpzTest {
  @TempDir Path folder;
  private Path path;

  @BeforeEach
  void namePath() {
    path = folder.resolve("a.npz");
  }

  /** Made by numpy, compressed: see src/test/python/npy_sample.py. */
  private static byte[] sample() throws IOException {
    try (InputStream in = Objects.requireNonNull(NpzTest.class.getResourceAsStream("arrays.npz"))) {
      return in.readAllBytes();
    }
  }

  @Test
  void everyArrayOfNumpysIsRead() throws IOException {
    Map<String, Npy> arrays = Npz.read(Files.write(path, sample()));
    assertEquals(
        List.of("float32", "float64", "fortran", "int32", "int64", "uint8", "bigEndian", "scalar"),
        List.copyOf(arrays.keySet()));
    assertArrayEquals(new float[] {1, 2, 3, 4, 5, 6.5f}, arrays.get("float32").floats());
    double[] eighths = new double[24];
    Arrays.setAll(eighths, i -> i / 8.0);
    for (String name : new String[] {"float64", "fortran"}) {
      assertArrayEquals(new int[] {2, 3, 4}, arrays.get(name).shape());
      assertArrayEquals(eighths, arrays.get(name).doubles());
    }
    assertArrayEquals(new int[] {-1, Integer.MAX_VALUE}, arrays.get("int32").ints());
    assertArrayEquals(new double[] {-1, 1L << 40}, arrays.get("int64").doubles());
    assertArrayEquals(new int[] {0, 51, 255, 128}, arrays.get("uint8").ints());
    assertArrayEquals(new double[] {1.5, -2}, arrays.get("bigEndian").doubles());
    assertEquals(0, arrays.get("scalar").shape().length);
    assertArrayEquals(new float[] {7}, arrays.get("scalar").floats());
  }

  @Test
  void weightsGoOutAndComeIn() throws IOException {
    AffineNet net = AffineNet.regression(3, 2, 4);
    Map<String, Npy> weights = new LinkedHashMap<>();
    net.parameters()
        .forEach(p -> weights.put(p.name(), Npy.of(net.parameter(p.name()), p.shape())));
    Npz.write(path, weights);
    AffineNet other = AffineNet.regression(3, 2, 4);
    other.parameter("z.weight", new float[6]);
    Npz.read(path).forEach((name, array) -> other.parameter(name, array.floats()));
    assertArrayEquals((float[]) net.master(), (float[]) other.master());
    assertArrayEquals(new int[] {2, 3}, Npz.read(path).get("z.weight").shape());
  }

  @Test
  void writingReplacesTheFileAndGivesTheSameBytesAgain() throws IOException {
    Map<String, Npy> arrays = Map.of("a", Npy.of(new float[100_000]));
    Npz.write(path, arrays);
    byte[] bytes = Files.readAllBytes(path);
    Npz.write(path, arrays);
    assertArrayEquals(bytes, Files.readAllBytes(path));
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(List.of(path), files.toList());
    }
  }

  private void assertRefused(String expected, byte[] file) throws IOException {
    Files.write(path, file);
    String message = assertThrows(IOException.class, () -> Npz.read(path)).getMessage();
    assertTrue(message.startsWith(path + " is not readable as NPZ: "), message);
    assertTrue(message.contains(expected), message);
  }

  private static byte[] zip(String name, byte[] content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry(name));
      zip.write(content);
      zip.closeEntry();
    }
    return bytes.toByteArray();
  }

  @Test
  void whatIsNoZipOfArraysIsRefused() throws IOException {
    assertRefused("", new byte[0]);
    assertRefused("", new byte[100]);
    assertRefused("readme.txt is no .npy file", zip("readme.txt", new byte[10]));
    assertRefused("a.npy is not readable as NPY: it does not begin", zip("a.npy", new byte[10]));
    byte[] cut = Arrays.copyOf(sample(), sample().length - 30);
    assertRefused("", cut);
  }

  @Test
  void aChecksumThatDiffersIsRefused() throws IOException {
    Npz.write(path, Map.of("a", Npy.of(new float[] {1, 2, 3})));
    byte[] file = Files.readAllBytes(path);
    int one = new String(file, StandardCharsets.ISO_8859_1).indexOf("\u0080?");
    file[one] ^= 1;
    assertRefused("a.npy is damaged: its checksum differs", file);
  }

  @Test
  void damagedFilesAreReadOrRefused() throws IOException {
    byte[] sample = sample();
    SplittableRandom random = new SplittableRandom(1);
    int refused = 0;
    for (int number = 0; number < 500; number++) {
      byte[] file = sample.clone();
      for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
        file[random.nextInt(file.length)] = (byte) random.nextInt(256);
      }
      Files.write(path, file);
      try {
        Npz.read(path);
      } catch (IOException e) {
        refused++;
      }
    }
    assertTrue(refused > 250, refused + " refused");
  }
}
