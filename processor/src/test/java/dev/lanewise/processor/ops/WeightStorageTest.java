package dev.lanewise.processor.ops;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.lanewise.processor.compiled.Batch;
import dev.lanewise.processor.compiled.Compilation;
import dev.lanewise.processor.compiled.Net;
import dev.lanewise.processor.reference.Agreement;
import dev.lanewise.processor.reference.StoredWeights;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Weights stored as bfloat16: the predictions are those of floats that were rounded beforehand. */
class WeightStorageTest {
  private static final String STORED = ", weightStorage = WeightStorage.BFLOAT16";

  /** Bodies of models, with every reader of stored weights, of shapes with and without tails. */
  private static final List<String> MODELS =
      List.of(
          dense(1, 1),
          dense(3, 2),
          dense(5, 7),
          dense(18, 16),
          dense(7, 17),
          dense(33, 31),
          dense(19, 32),
          dense(23, 33),
          dense(12, 100),
          dense(6, 129),
          dense(40, 300),
          dense(601, 900),
          """
          @Input(20) Tensor x();
          @Label(3) Tensor target();
          @Dense(units = 36, activation = RELU) Tensor a(Tensor x);
          @Dense(units = 36, activation = SOFTPLUS, bias = false) Tensor b(Tensor a);
          @Add Tensor sum(Tensor a, Tensor b);
          @Dense(units = 3) @Output Tensor y(Tensor sum);
          @MeanSquaredErrorLoss Tensor loss(Tensor y, Tensor target);
          """,
          """
          @Input({3, 9, 7}) Tensor x();
          @Conv2d(filters = 20, kernel = 3, padding = Padding.SAME, activation = RELU)
          Tensor a(Tensor x);
          @MaxPool2d(2) Tensor b(Tensor a);
          @Flatten Tensor c(Tensor b);
          @Dense(units = 40) @Output Tensor y(Tensor c);
          """,
          embedding(5),
          embedding(16),
          embedding(33),
          embedding(150),
          recurrent("Lstm", 5, 7),
          recurrent("Lstm", 9, 16),
          recurrent("Gru", 3, 33),
          recurrent("Gru(resetAfter = false", 6, 20),
          recurrent("SimpleRnn", 8, 9),
          recurrent("Lstm(bidirectional = true, layers = 2", 4, 8),
          recurrent("Lstm(peephole = true", 17, 5),
          """
          @SequenceInput(length = 1, features = 6) Tensor x();
          @Input(24) Tensor h0();
          @Input(24) Tensor c0();
          @Lstm(units = 24) @Output Tensor y(Tensor x, Tensor h0, Tensor c0);
          @Output @StateOf("h") Tensor h(Tensor y);
          @Output @StateOf("c") Tensor c(Tensor y);
          """);

  private static String dense(int features, int units) {
    return "@Input(%d) Tensor x(); @Dense(units = %d, activation = TANH) @Output Tensor y(Tensor x);"
        .formatted(features, units);
  }

  private static String embedding(int features) {
    return """
    @TokenInput(length = 3, vocabulary = 11) Tensor x();
    @Embedding(features = %d) @Output Tensor y(Tensor x);
    """
        .formatted(features);
  }

  private static String recurrent(String layer, int features, int units) {
    return """
    @SequenceInput(length = 4, features = %d) Tensor x();
    @%s units = %d) @Output Tensor y(Tensor x);
    """
        .formatted(features, layer.contains("(") ? layer + "," : layer + "(", units);
  }

  private static String model(String name, String options, String body) {
    return "@Model(batch = 5%s) interface %s {\n%s\n}\n".formatted(options, name, body);
  }

  @TestFactory
  Stream<DynamicTest> predictionsAreThoseOfRoundedWeights() {
    List<String> interfaces = new ArrayList<>();
    for (int i = 0; i < MODELS.size(); i++) {
      interfaces.add(model("M" + i, STORED, MODELS.get(i)));
      interfaces.add(model("Float" + i, "", MODELS.get(i)));
    }
    Compilation compilation = Compilation.of(interfaces);
    return IntStream.range(0, MODELS.size())
        .boxed()
        .flatMap(i ->
            Stream.of(
                dynamicTest(
                    i + " and the interpreter", () -> Agreement.check(compilation, "M" + i)),
                dynamicTest(i + " and floats", () -> checkBits(compilation, i))));
  }

  /** The same sums in the same order: wherever tiles are equal, so are the bits. */
  private static void checkBits(Compilation compilation, int i) {
    for (int bits : Compilation.WIDTHS) {
      Net stored = compilation.net("M" + i, bits);
      Map<String, double[]> parameters = Agreement.varied(stored);
      stored.parameters(parameters);
      Net floats = compilation.net("Float" + i, bits);
      floats.parameters(StoredWeights.of(compilation.model("M" + i), parameters));
      Batch data = Batch.random(stored.spec(), 5, 3);
      assertClose(floats.predict(data), stored.predict(data), bits);
      assertClose(floats.predictOne(data.row(2)), stored.predictOne(data.row(2)), bits);
    }
  }

  private static void assertClose(
      Map<String, double[]> expected, Map<String, double[]> actual, int bits) {
    expected.forEach((name, values) ->
        assertArrayEquals(values, actual.get(name), 1e-5, () -> name + " at " + bits + " bits"));
  }

  /** Ties, the greatest numbers, subnormal ones, infinities, NaN: through a table and a product. */
  @Test
  void roundsToNearestAndTiesToEven() {
    float[] cases = {
      0f,
      -0f,
      1f,
      Float.intBitsToFloat(0x3f808000), // a tie, the lower one even
      Float.intBitsToFloat(0x3f818000), // a tie, the upper one even
      Float.intBitsToFloat(0x3f807fff),
      Float.intBitsToFloat(0x3f808001),
      Float.intBitsToFloat(0xbfff8000), // a carry into the exponent
      Float.intBitsToFloat(0x00000001),
      Float.intBitsToFloat(0x00008000), // a tie between zero and a subnormal
      Float.intBitsToFloat(0x00018000),
      Float.intBitsToFloat(0x007fffff), // to the least normal number
      Float.MIN_NORMAL,
      Float.MAX_VALUE, // to infinity
      -Float.MAX_VALUE,
      Float.intBitsToFloat(0x7f7f7fff), // the greatest that stays finite
      Float.POSITIVE_INFINITY,
      Float.NEGATIVE_INFINITY,
      Float.NaN,
      Float.intBitsToFloat(0x7f800001), // NaN of which the upper half is infinity
      Float.intBitsToFloat(0xffc01234),
      (float) Math.PI
    };
    for (int features : new int[] {5, 64}) {
      Compilation compilation = Compilation.of(model("Table", STORED, embedding(features)));
      for (int bits : Compilation.WIDTHS) {
        Net net = compilation.net("Table", bits);
        double[] table = new double[11 * features];
        Arrays.setAll(table, i -> cases[(i + i / features) % cases.length]);
        float[] asFloats = new float[table.length];
        for (int i = 0; i < table.length; i++) {
          asFloats[i] = cases[(i + i / features) % cases.length];
        }
        net.network().parameter("y.weight", asFloats);
        double[] expected = Arrays.stream(table).map(StoredWeights::rounded).toArray();
        assertRows(expected, net, features, bits);
      }
    }
  }

  private static void assertRows(double[] table, Net net, int features, int bits) {
    Batch tokens = Batch.random(net.spec(), 5, 4);
    double[] x = tokens.values().get("x");
    double[] y = net.predict(tokens).get("y");
    for (int i = 0; i < y.length; i++) {
      double expected = table[(int) x[i / features] * features + i % features];
      assertEquals(expected, y[i], "feature " + i % features + " at " + bits + " bits");
    }
  }

  /** The array that a prediction of one sample reads is little more than half as long. */
  @Test
  void predictionsOfOneSampleReadHalfTheBytes() {
    String body = dense(256, 512);
    Compilation compilation =
        Compilation.of(model("Stored", STORED, body), model("Whole", "", body));
    for (int bits : Compilation.WIDTHS) {
      int stored = compilation.net("Stored", bits).network().program().latencyLasting();
      int whole = compilation.net("Whole", bits).network().program().latencyLasting();
      assertTrue(stored < 0.51 * whole, stored + " of " + whole);
    }
  }

  /** Training has its floats, and what it has learnt is saved as such. */
  @Test
  void parametersStayFloats() {
    Compilation compilation = Compilation.of(model("Kept", STORED, dense(20, 40)));
    Net net = compilation.net("Kept", 512);
    float[] third = new float[800];
    Arrays.fill(third, 1 / 3f);
    net.network().parameter("y.weight", third);
    assertArrayEquals(third, net.network().parameter("y.weight"));
  }

  /** The products of weights and scales are rounded: off by 2^-8 of themselves, no more. */
  @Test
  void foldedNormsAreRoundedWithTheirWeights() {
    String body =
        """
        @Input(30) Tensor x();
        @Dense(units = 50) Tensor a(Tensor x);
        @BatchNorm1d Tensor b(Tensor a);
        @Dense(units = 33) @Output Tensor y(Tensor b);
        """;
    Compilation compilation =
        Compilation.of(model("Stored", STORED, body), model("Whole", "", body));
    for (int bits : Compilation.WIDTHS) {
      Net stored = compilation.net("Stored", bits);
      Map<String, double[]> parameters = Agreement.varied(stored);
      stored.parameters(parameters);
      Net whole = compilation.net("Whole", bits);
      whole.parameters(parameters);
      Batch data = Batch.random(stored.spec(), 5, 3);
      double[] expected = whole.predict(data).get("y");
      double[] actual = stored.predict(data).get("y");
      double[] one = stored.predictOne(data.row(0)).get("y");
      double greatest = Arrays.stream(expected).map(Math::abs).max().orElseThrow();
      assertArrayEquals(expected, actual, greatest / 64);
      assertTrue(!Arrays.equals(expected, actual), "rounded");
      assertArrayEquals(Arrays.copyOf(actual, one.length), one, greatest * 1e-5);
    }
  }
}
