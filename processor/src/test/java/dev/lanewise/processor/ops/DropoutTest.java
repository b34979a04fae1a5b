package dev.lanewise.processor.ops;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lanewise.processor.compiled.Batch;
import dev.lanewise.processor.compiled.Compilation;
import dev.lanewise.processor.compiled.Net;
import dev.lanewise.processor.reference.DropoutFormula;
import dev.lanewise.runtime.Adam;
import dev.lanewise.runtime.Column;
import dev.lanewise.runtime.Dataset;
import dev.lanewise.runtime.Trainer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Dropout: the masks are those of plain Java at every width, random enough, and nothing in
 * prediction.
 */
class DropoutTest {
  private static final int ELEMENTS = 20_000;
  private static Compilation trained;

  @BeforeAll
  static void compile() {
    String nodes =
        """
        { @Input(17) Tensor x();
          @Label(3) Tensor t();
          @Dense(units = 33, activation = RELU) Tensor hidden(Tensor x);
          @Dropout(0.4) Tensor dropped(Tensor hidden);
          @Dense(units = 3) @Output Tensor y(Tensor dropped);
          @MeanSquaredErrorLoss Tensor loss(Tensor y, Tensor t); }
        """;
    trained =
        Compilation.of(
            "@Model(batch = 24) interface Single " + nodes,
            "@Model(batch = 24, type = DataType.DOUBLE) interface Wide " + nodes);
  }

  @TestFactory
  Stream<DynamicTest> everySize() {
    OpHarness harness = new OpHarness();
    for (int i = 0; i < OpHarness.SIZES.length; i++) {
      harness.add(
          "dropout of " + OpHarness.SIZES[i],
          OpHarness.batch(i),
          """
          @Input(%1$d) Tensor x();
          @Label(%1$d) Tensor target();
          @Dense(units = %1$d) Tensor h(Tensor x);
          @Dropout(%2$s) @Output Tensor zeroed(Tensor h);
          @Dropout(%2$s) Tensor again(Tensor zeroed);
          @AlphaDropout(%2$s) @Output Tensor alpha(Tensor h);
          @Dense(units = %1$d) @Output Tensor y(Tensor alpha);
          @Dropout(0) @Output Tensor none(Tensor x);
          @Add @Output Tensor sum(Tensor again, Tensor none);
          @MeanSquaredErrorLoss Tensor loss(Tensor sum, Tensor target);
          @MeanSquaredErrorLoss Tensor other(Tensor y, Tensor target);
          """
              .formatted(OpHarness.SIZES[i], new String[] {"0.5", "0.1", "0.9"}[i % 3]));
    }
    String[] images = {"1, 7", "17, 3, 5", "36, 4, 4", "3, 2, 3, 4"};
    for (int i = 0; i < images.length; i++) {
      int rank = images[i].split(",").length - 1;
      harness.add(
          "dropout of the channels of " + images[i],
          OpHarness.batch(i),
          """
          @Input({%1$s}) Tensor x();
          @Dropout%2$dd(%3$s) @Output Tensor a(Tensor x);
          @Conv%2$dd(filters = 17, kernel = 2, pads = 1) Tensor b(Tensor a);
          @Dropout%2$dd(%3$s) Tensor c(Tensor b);
          @Conv%2$dd(filters = 3, kernel = 2, pads = 1) @Output Tensor y(Tensor c);
          @Conv%2$dd(filters = 3, kernel = 2, pads = 1) Tensor z(Tensor b);
          @MeanSquaredErrorLoss Tensor loss(Tensor y, Tensor z);
          """
              .formatted(images[i], rank, new String[] {"0.5", "0.1", "0.8"}[i % 3]));
    }
    harness.add(
        "dropout of an image, and of the input",
        3,
        """
        @Input({2, 3, 5}) Tensor x();
        @Label({2, 3, 5}) Tensor t();
        @Parameter({2, 3, 5}) Tensor w();
        @Dropout @Output Tensor a(Tensor x);
        @Add Tensor b(Tensor a, Tensor w);
        @Dropout(0.3) Tensor y(Tensor b);
        @MeanSquaredErrorLoss Tensor loss(Tensor y, Tensor t);
        """);
    return harness.tests();
  }

  /** Five standard deviations of a binomial. */
  @Test
  void theRateIsTheProbability() {
    for (double p : new double[] {0.01, 0.1, 0.25, 0.5, 0.9}) {
      for (int key : new int[] {0, 1, -1, 123456789}) {
        long dropped = count(i -> !DropoutFormula.kept(key, "drop", i, p));
        double allowed = 5 * Math.sqrt(ELEMENTS * p * (1 - p));
        assertEquals(ELEMENTS * p, dropped, allowed, p + " with the key " + key);
      }
    }
  }

  /** Masks of two steps, two nodes, neighbouring elements and rows agree as often as coins do. */
  @Test
  void masksAreIndependent() {
    IntPredicate mask = i -> kept(7, "drop1", i);
    agreesHalfTheTime("the next step's key", mask, i -> kept(8, "drop1", i));
    agreesHalfTheTime("a key with one bit changed", mask, i -> kept(7 ^ 1 << 31, "drop1", i));
    agreesHalfTheTime("the next node", mask, i -> kept(7, "drop2", i));
    agreesHalfTheTime("a node of another name", mask, i -> kept(7, "other", i));
    for (int distance : new int[] {1, 2, 3, 16, 17, 64, 128, 512, 784, 1024}) {
      agreesHalfTheTime("rows of " + distance, mask, i -> kept(7, "drop1", i + distance));
    }
  }

  private static boolean kept(int key, String node, int element) {
    return DropoutFormula.kept(key, node, element, 0.5);
  }

  private static void agreesHalfTheTime(String what, IntPredicate a, IntPredicate b) {
    double deviation = Math.sqrt(ELEMENTS) / 2;
    assertEquals(ELEMENTS / 2, count(i -> a.test(i) == b.test(i)), 5 * deviation, what);
  }

  private static long count(IntPredicate predicate) {
    return IntStream.range(0, ELEMENTS).filter(predicate).count();
  }

  @Test
  void alphaDropoutKeepsMeanAndVariance() {
    Compilation compilation =
        Compilation.of(
            """
            @Model(batch = 64) interface Alpha {
              @Input(256) Tensor x();
              @Label(256) Tensor t();
              @Parameter(value = 256, initializer = Initializer.ZEROS) Tensor w();
              @Add Tensor h(Tensor x, Tensor w);
              @AlphaDropout(0.3) Tensor y(Tensor h);
              @MeanSquaredErrorLoss Tensor loss(Tensor y, Tensor t);
            }
            """);
    Net net = compilation.net("Alpha", 0);
    Batch uniform = Batch.random(net.spec(), 64, 3);
    double[] x = uniform.values().get("x");
    for (int i = 0; i < x.length; i++) {
      x[i] = (float) (x[i] * Math.sqrt(3)); // of variance 1
    }
    double[] zero = new double[x.length];
    Batch batch = new Batch(64, Map.of("x", x, "t", zero));
    // The mean square: of variance 1 about a mean of 0.
    assertEquals(1, net.step(batch).loss(), 0.05);
  }

  @Test
  void masksChangeFromStepToStepAndAreTheSameOnAnyNumberOfThreads() {
    for (int bits : Compilation.WIDTHS) {
      double[] one = losses(bits, "Single", 1);
      assertArrayEquals(one, losses(bits, "Single", 3));
      assertEquals(one.length, Arrays.stream(one).distinct().count());
      double[] wide = losses(bits, "Wide", 2);
      for (int i = 0; i < one.length; i++) {
        assertEquals(wide[i], one[i], 1e-5);
      }
    }
  }

  /** Losses of steps that change nothing, as far as floats can tell. */
  private static double[] losses(int bits, String model, int threads) {
    Net net = trained.net(model, bits);
    Trainer trainer =
        Trainer.of(net.network())
            .optimizer(Adam.withLearningRate(1e-12))
            .threads(threads)
            .seed(5)
            .quiet();
    Dataset data = data();
    return IntStream.range(0, 6).mapToDouble(i -> trainer.step(data)).toArray();
  }

  private static Dataset data() {
    double[] x = new double[24 * 17];
    double[] t = new double[24 * 3];
    Arrays.setAll(x, i -> (i * 37 % 101) / 50.0 - 1);
    Arrays.setAll(t, i -> (i * 53 % 97) / 48.0 - 1);
    return Dataset.of("x", Column.doubles(x, 17)).with("t", Column.doubles(t, 3));
  }

  @Test
  void trainingResumesBitByBit(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("checkpoint.safetensors");
    Net straight = trained.net("Single", 512);
    Trainer all = Trainer.of(straight.network()).batch(10).seed(9).threads(2).quiet();
    all.epochs(2).fit(data());
    all.saveCheckpoint(file);
    all.epochs(2).fit(data());
    Net resumed = trained.net("Single", 512);
    Trainer rest = Trainer.of(resumed.network()).batch(10).threads(1).quiet();
    rest.loadCheckpoint(file).epochs(2).fit(data());
    straight
        .parameters()
        .forEach((name, values) -> assertArrayEquals(values, resumed.parameters().get(name), name));
  }
}
