package dev.lanewise.runtime;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.lanewise.runtime.program.Initialization;
import dev.lanewise.runtime.program.ModelSpec;
import dev.lanewise.runtime.program.ParameterSpec;
import dev.lanewise.runtime.program.Reals;
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
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SafetensorsTest {
  @TempDir Path folder;

  private static ParameterSpec parameter(String name, int... shape) {
    return ParameterSpec.trained(name, shape, Initialization.zeros());
  }

  private static ModelSpec model(boolean doublePrecision, ParameterSpec... parameters) {
    return new ModelSpec("Mlp", doublePrecision, 1, List.of(), List.of(), List.of(parameters));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void allFourTypesWrittenByPyTorchAreRead(boolean doublePrecision) throws IOException {
    ModelSpec model =
        model(
            doublePrecision,
            parameter("first.weight", 2, 3),
            parameter("first.bias", 2),
            parameter("second.weight", 3, 2),
            parameter("second.bias", 3));
    try (InputStream in =
        Objects.requireNonNull(getClass().getResourceAsStream("sample.safetensors"))) {
      Object[] reals = Safetensors.read(in, model);
      for (String[] line : Vectors.lines("sample.csv")) {
        Object actual = reals[model.parameterIndex(line[0])];
        double[] expected = Vectors.numbers(line, 1);
        if (doublePrecision) {
          assertArrayEquals(expected, (double[]) actual);
        } else {
          assertArrayEquals(Reals.toFloats(expected), (float[]) actual);
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void whatIsWrittenIsReadAgainBitForBit(boolean doublePrecision) throws IOException {
    // More values than one chunk of the writer holds, and a name that JSON must escape.
    ModelSpec model =
        model(
            doublePrecision,
            parameter("a \"b\" \\ \u00e4 \u0007", 3, 10_000),
            parameter("scalar"),
            parameter("c", 1));
    Object[] written = new Object[3];
    for (int i = 0; i < 3; i++) {
      written[i] = model.newReals(model.parameters().get(i).size());
      Initialization.heNormal(1).fill(written[i], model.parameters().get(i).shape(), i, "x");
    }
    Path path = folder.resolve("weights.safetensors");
    Safetensors.write(path, model, i -> written[i]);
    Object[] read = Safetensors.read(path, model);
    for (int i = 0; i < 3; i++) {
      assertArrayEquals(Reals.toDoubles(written[i]), Reals.toDoubles(read[i]));
    }
    byte[] bytes = Files.readAllBytes(path);
    long header = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong();
    assertEquals(0, header % 8, "data begin aligned");
    assertArrayEquals(
        Reals.toDoubles(written[0]),
        Reals.toDoubles(Safetensors.read(new ByteArrayInputStream(bytes), model)[0]));
  }

  @Test
  void doublesThatAFloatCannotHoldAreRefused() throws IOException {
    ParameterSpec parameter = parameter("w", 2);
    Path path = folder.resolve("w.safetensors");
    Safetensors.write(path, model(true, parameter), i -> new double[] {1, 1e300});
    String message =
        assertThrows(IOException.class, () -> Safetensors.read(path, model(false, parameter)))
            .getMessage();
    assertTrue(message.contains("1.0E300") && message.contains("float"), message);
    Safetensors.write(path, model(true, parameter), i -> new double[] {1, Double.NaN});
    float[] read = (float[]) Safetensors.read(path, model(false, parameter))[0];
    assertTrue(Float.isNaN(read[1]));
  }

  @Test
  void savingReplacesTheFileAndLeavesNothingElse() throws IOException {
    ModelSpec model = model(false, parameter("w", 2));
    Path path = folder.resolve("w.safetensors");
    Safetensors.write(path, model, i -> new float[] {1, 2});
    Safetensors.write(path, model, i -> new float[] {3, 4});
    assertArrayEquals(new float[] {3, 4}, (float[]) Safetensors.read(path, model)[0]);
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(List.of(path), files.toList());
    }
  }

  @Test
  void aSaveThatFailsKeepsTheOldFile() throws IOException {
    ModelSpec model = model(false, parameter("w", 2));
    Path path = folder.resolve("w.safetensors");
    Safetensors.write(path, model, i -> new float[] {1, 2});
    assertThrows(
        IllegalStateException.class,
        () ->
            Safetensors.write(
                path,
                model,
                i -> {
                  throw new IllegalStateException("no weights");
                }));
    assertArrayEquals(new float[] {1, 2}, (float[]) Safetensors.read(path, model)[0]);
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(List.of(path), files.toList());
    }
  }

  @Test
  void aLinkIsFollowedWhenSaving() throws IOException {
    ModelSpec model = model(false, parameter("w", 1));
    Path target = Files.createFile(folder.resolve("target"));
    Path link = Files.createSymbolicLink(folder.resolve("link"), target);
    Safetensors.write(link, model, i -> new float[] {5});
    assertTrue(Files.isSymbolicLink(link));
    assertArrayEquals(new float[] {5}, (float[]) Safetensors.read(target, model)[0]);
  }

  // Files that do not match the model

  private static byte[] file(String header, int dataLength) {
    byte[] json = header.getBytes(StandardCharsets.UTF_8);
    ByteBuffer file = ByteBuffer.allocate(8 + json.length + dataLength);
    file.order(ByteOrder.LITTLE_ENDIAN).putLong(json.length).put(json);
    return file.array();
  }

  private static String entry(String name, String dtype, String shape, String offsets) {
    return String.format(
        "\"%s\":{\"dtype\":\"%s\",\"shape\":[%s],\"data_offsets\":[%s]}",
        name, dtype, shape, offsets);
  }

  /** The message of refusal, which must be the same for a file and for a stream. */
  private String refusal(byte[] file, ParameterSpec... parameters) throws IOException {
    ModelSpec model = model(false, parameters);
    Path path = folder.resolve("hostile.safetensors");
    Files.write(path, file);
    IOException fromFile = assertThrows(IOException.class, () -> Safetensors.read(path, model));
    assertTrue(fromFile.getMessage().startsWith(path.toString()), fromFile.getMessage());
    InputStream stream = new ByteArrayInputStream(file);
    assertThrows(IOException.class, () -> Safetensors.read(stream, model));
    return fromFile.getMessage();
  }

  private void assertRefused(String expected, byte[] file, ParameterSpec... parameters)
      throws IOException {
    String message = refusal(file, parameters);
    assertTrue(message.contains(expected), message);
  }

  @Test
  void allDifferencesFromTheModelAreInOneMessage() throws IOException {
    String header =
        "{"
            + String.join(
                ",",
                entry("a", "F32", "2,3", "0,24"),
                entry("b", "I64", "1", "24,32"),
                entry("extra", "F32", "", "32,36"),
                entry("c", "F32", "2", "36,40"))
            + "}";
    String message =
        refusal(
            file(header, 40),
            parameter("a", 3, 2),
            parameter("b", 1),
            parameter("c", 2),
            parameter("d", 4));
    assertTrue(
        message.endsWith(
            " does not hold the weights of Mlp: \"a\" is 2x3, expected 3x2;"
                + " \"b\" is I64, not F32, F64, F16 or BF16; unexpected \"extra\" scalar;"
                + " \"c\" has 4 bytes, expected 8; missing \"d\" 4"),
        message);
  }

  @Test
  void countsOfBatchesAreAcceptedAndPassedOver() throws IOException {
    String header =
        "{"
            + String.join(
                ",",
                entry("a.num_batches_tracked", "I64", "", "0,8"),
                entry("w", "F32", "1", "8,12"),
                entry("b.num_batches_tracked", "I64", "", "12,20"))
            + "}";
    byte[] file = file(header, 20);
    ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).putFloat(file.length - 12, 1.5f);
    ModelSpec model = model(false, parameter("w", 1));
    Object[] reals = Safetensors.read(new ByteArrayInputStream(file), model);
    assertArrayEquals(new float[] {1.5f}, (float[]) reals[0]);
    assertRefused(
        "num_batches_tracked\" is I64",
        file,
        parameter("w", 1),
        parameter("a.num_batches_tracked"));
    InputStream cut = new ByteArrayInputStream(file, 0, file.length - 1);
    String message =
        assertThrows(IOException.class, () -> Safetensors.read(cut, model)).getMessage();
    assertEquals("stream ends within its tensors", message);
  }

  @Test
  void aLenientReadingPassesOverWhatDoesNotFit() throws IOException {
    String header =
        "{"
            + String.join(
                ",",
                entry("a", "F32", "3", "0,12"),
                entry("b", "I64", "1", "12,20"),
                entry("extra", "BOOL", "5", "20,25"),
                entry("c", "F32", "1", "25,29"))
            + "}";
    byte[] file = file(header, 29);
    ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).putFloat(file.length - 4, 2.5f);
    ModelSpec model =
        model(false, parameter("a", 2), parameter("b", 1), parameter("c", 1), parameter("d", 2));
    Safetensors.Partial partial = Safetensors.readMatching(new ByteArrayInputStream(file), model);
    assertEquals(Set.of("c"), partial.reals().keySet());
    assertArrayEquals(new float[] {2.5f}, (float[]) partial.reals().get("c"));
    assertEquals(
        List.of(
            "\"a\" is 3, expected 2",
            "\"b\" is I64, not F32, F64, F16 or BF16",
            "unexpected \"extra\" 5",
            "missing \"d\" 2"),
        partial.differences());
  }

  @Test
  void aLongListOfDifferencesIsCut() throws IOException {
    ParameterSpec[] parameters = new ParameterSpec[100];
    Arrays.setAll(parameters, i -> parameter("w" + i, 1));
    assertRefused("; and 70 more", file("{}", 0), parameters);
  }

  // Hostile files

  private static final ParameterSpec W = parameter("w", 2);
  private static final String GOOD = entry("w", "F32", "2", "0,8");

  @Test
  void impossibleHeaderLengthsAreRefused() throws IOException {
    for (long length : new long[] {-1, Long.MIN_VALUE, Long.MAX_VALUE, 0, 1, 100_000_001, 1000}) {
      byte[] file = file("{" + GOOD + "}", 8);
      ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).putLong(length);
      String unsigned = Long.toUnsignedString(length);
      assertRefused("impossible header length " + unsigned, file, W);
    }
  }

  @Test
  void aHeaderLengthAllocatesNothingBeforeTheBytesAreThere() {
    byte[] file = {(byte) 0x00, (byte) 0xe1, (byte) 0xf5, 0x05, 0, 0, 0, 0, '{'}; // 100,000,000
    var bean = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = bean.getCurrentThreadAllocatedBytes();
    assertThrows(
        IOException.class, () -> Safetensors.read(new ByteArrayInputStream(file), model(false, W)));
    assertTrue(bean.getCurrentThreadAllocatedBytes() - before < 10_000_000);
  }

  @Test
  void truncatedFilesAreRefusedAtEveryLength() throws IOException {
    byte[] file = file("{" + GOOD + "}", 8);
    assertEquals(
        2, ((float[]) Safetensors.read(new ByteArrayInputStream(file), model(false, W))[0]).length);
    for (int length = 0; length < file.length; length++) {
      refusal(Arrays.copyOf(file, length), W);
    }
  }

  @Test
  void bytesAfterTheLastTensorAreRefused() throws IOException {
    refusal(file("{" + GOOD + "}", 9), W);
  }

  @Test
  void overlapsAndGapsAreRefused() throws IOException {
    ParameterSpec v = parameter("v", 2);
    for (String offsets : new String[] {"0,8", "4,12", "9,17", "7,15", "16,24"}) {
      String header = "{" + GOOD + "," + entry("v", "F32", "2", offsets) + "}";
      assertRefused("where", file(header, 24), W, v);
    }
    assertRefused("where 0 was due", file("{" + entry("w", "F32", "2", "8,16") + "}", 16), W);
  }

  @Test
  void impossibleOffsetsAreRefused() throws IOException {
    assertRefused("ends before", file("{" + entry("w", "F32", "2", "8,0") + "}", 8), W);
    assertRefused("not two offsets", file("{" + entry("w", "F32", "2", "0") + "}", 8), W);
    assertRefused("not two offsets", file("{" + entry("w", "F32", "2", "0,8,8") + "}", 8), W);
    assertRefused("whole number", file("{" + entry("w", "F32", "2", "0,-8") + "}", 8), W);
    assertRefused("expected ']'", file("{" + entry("w", "F32", "2", "0,8.5") + "}", 8), W);
    assertRefused("expected ']'", file("{" + entry("w", "F32", "2", "0,8e3") + "}", 8), W);
    assertRefused(
        "but its header tells of",
        file("{" + entry("w", "F32", "2", "0,999999999999999999") + "}", 8),
        W);
    assertRefused(
        "too large", file("{" + entry("w", "F32", "2", "0,9999999999999999999") + "}", 8), W);
  }

  @Test
  void hugeShapesAreRefused() throws IOException {
    String huge = "{" + entry("w", "F32", "4294967296,4294967296", "0,0") + "}";
    assertRefused("is 4294967296x4294967296, expected 2", file(huge, 0), W);
    String axes = "1" + ",1".repeat(100);
    assertRefused("more than 32", file("{" + entry("w", "F32", axes, "0,8") + "}", 8), W);
    assertRefused("is 0, expected 2", file("{" + entry("w", "F32", "0", "0,0") + "}", 0), W);
  }

  @Test
  void duplicateKeysAreRefused() throws IOException {
    assertRefused("duplicate key \"w\"", file("{" + GOOD + "," + GOOD + "}", 8), W);
    String twice = GOOD.replace("\"dtype\":\"F32\"", "\"dtype\":\"F32\",\"dtype\":\"F64\"");
    assertRefused("duplicate key \"dtype\"", file("{" + twice + "}", 8), W);
    String escaped = entry("\\u0077", "F32", "2", "0,8");
    assertRefused("duplicate key \"w\"", file("{" + GOOD + "," + escaped + "}", 8), W);
    String metadata = "\"__metadata__\":{\"a\":\"1\",\"a\":\"2\"}";
    assertRefused("duplicate key \"a\"", file("{" + metadata + "," + GOOD + "}", 8), W);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        " {}",
        "{}}",
        "{} x",
        "{",
        "{\"w\"}",
        "{\"w\":}",
        "{\"w\":1}",
        "{\"w\":null}",
        "{\"w\":{}}",
        "{\"w\":[]}",
        "{,}",
        "{\"w\":{\"dtype\":\"F32\"}}",
        "{'w':{}}",
        "{\"w",
        "{\"w\\",
        "{\"w\\x\":1}",
        "{\"w\\u12\":1}",
        "{\"w\\u12g4\":1}",
        "{\"w\\u\uff11\uff11\uff11\uff11\":1}",
        "{\"w\n\":1}",
        "{\"__metadata__\":{\"a\":1}}",
        "{\"__metadata__\":[]}",
        "null",
      })
  void whatIsNotSuchJsonIsRefused(String header) throws IOException {
    assertRefused("is not a safetensors file", file(header, 0), W);
  }

  @Test
  void unknownKeysAndLeadingZerosAreRefused() throws IOException {
    String key = GOOD.replace("\"dtype\"", "\"stride\":\"\",\"dtype\"");
    assertRefused("unknown key \"stride\"", file("{" + key + "}", 8), W);
    assertRefused("whole number", file("{" + entry("w", "F32", "02", "0,8") + "}", 8), W);
  }

  @Test
  void deepNestingDoesNotExhaustTheStack() throws IOException {
    String deep = "{\"w\":" + "[".repeat(1_000_000);
    assertRefused("expected '{'", file(deep, 0), W);
  }

  @Test
  void aHeaderThatIsNotUtf8IsRefused() throws IOException {
    byte[] file = file("{" + GOOD + "}", 8);
    file[10] = (byte) 0xff;
    assertRefused("not UTF-8", file, W);
  }

  @Test
  void spaceMetadataAndEscapesOfTheFormatAreAccepted() throws IOException {
    String header =
        "{ \"__metadata__\" : { \"k\" : \"v\\n\\t\\/\" , \"l\":\"\" } ,\n"
            + "\"\\u0077\" : { \"data_offsets\":[ 0 , 8 ], \"shape\" : [ 2 ],"
            + " \"dtype\":\"F32\" } }   ";
    byte[] file = file(header, 8);
    ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).putFloat(file.length - 4, 1.5f);
    Object[] reals = Safetensors.read(new ByteArrayInputStream(file), model(false, W));
    assertArrayEquals(new float[] {0, 1.5f}, (float[]) reals[0]);
  }
}
