package dev.lanewise.processor.ops;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.processor.compiled.Batch;
import dev.lanewise.processor.compiled.Compilation;
import dev.lanewise.processor.compiled.Net;
import dev.lanewise.processor.reference.Agreement;
import dev.lanewise.processor.reference.Interpreter;
import dev.lanewise.runtime.AdamW;
import dev.lanewise.runtime.Column;
import dev.lanewise.runtime.Dataset;
import dev.lanewise.runtime.Sgd;
import dev.lanewise.runtime.Trainer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Batch normalisation: statistics of minibatches in training, running ones in prediction. */
class BatchNormTest {
  private static Compilation compilation;

  /** Norms fold into the layers before them, unless those are outputs themselves. */
  private static String twoNorms(String name, String layers) {
    return """
    @Model(batch = 12) interface %1$s {
      @Input(7) Tensor x();
      @Label(5) Tensor t();
      @Dense(units = 33) %2$s Tensor a(Tensor x);
      @BatchNorm1d Tensor b(Tensor a);
      @Activation(RELU) Tensor c(Tensor b);
      @Dense(units = 5, bias = false) %2$s Tensor d(Tensor c);
      @BatchNorm1d(momentum = 0.3, affine = false) @Output Tensor y(Tensor d);
      @MeanSquaredErrorLoss Tensor loss(Tensor y, Tensor t);
    }
    """
        .formatted(name, layers);
  }

  @BeforeAll
  static void compile() {
    compilation =
        Compilation.of(
            twoNorms("Folded", ""),
            twoNorms("Unfolded", "@Output"),
            """
            @Model(batch = 12, type = DataType.DOUBLE) interface Wide {
              @Input(7) Tensor x();
              @Label(7) Tensor t();
              @BatchNorm1d @Output Tensor y(Tensor x);
              @MeanSquaredErrorLoss Tensor loss(Tensor y, Tensor t);
            }
            """);
  }

  @TestFactory
  Stream<DynamicTest> everySize() {
    OpHarness harness = new OpHarness();
    for (int i = 0; i < OpHarness.SIZES.length; i++) {
      harness.add(
          "batch normalisation of " + OpHarness.SIZES[i],
          OpHarness.batch(i),
          """
          @Input(%1$d) Tensor x();
          @Label(%1$d) Tensor target();
          @BatchNorm1d(eps = 0.1) @Output Tensor direct(Tensor x);
          @Dense(units = %1$d) Tensor h(Tensor direct);
          @BatchNorm1d(eps = 0.1, momentum = 0.25, affine = %2$b) @Output Tensor y(Tensor h);
          @Dense(units = %1$d, bias = false) Tensor v(Tensor y);
          @BatchNorm1d(eps = 0.1) Tensor u(Tensor v);
          @Activation(TANH) @Output Tensor z(Tensor u);
          @MeanSquaredErrorLoss Tensor loss(Tensor z, Tensor target);
          """
              .formatted(OpHarness.SIZES[i], i % 2 == 0));
    }
    harness.add(
        "batch normalisation of a dense layer that others read, twice in a row",
        5,
        """
        @Input(4) Tensor x();
        @Label(9) Tensor target();
        @Dense(units = 9) Tensor h(Tensor x);
        @BatchNorm1d(eps = 0.1) Tensor a(Tensor h);
        @BatchNorm1d(eps = 0.1) Tensor b(Tensor a);
        @Add @Output Tensor y(Tensor b, Tensor h);
        @MeanSquaredErrorLoss Tensor loss(Tensor y, Tensor target);
        """);
    return harness.tests();
  }

  /** Shapes of one to three axes of space, alone, behind and before convolutions and others. */
  @TestFactory
  Stream<DynamicTest> images() {
    OpHarness harness = new OpHarness();
    String[] shapes = {
      "3, 5",
      "17, 1",
      "7, 33",
      "16, 2, 2",
      "5, 3, 7",
      "1, 1, 1",
      "70, 2, 3",
      "3, 2, 3, 2",
      "18, 1, 3, 1"
    };
    for (int i = 0; i < shapes.length; i++) {
      int rank = shapes[i].split(",").length - 1;
      harness.add(
          "batch normalisation of " + shapes[i],
          OpHarness.batch(i),
          """
          @Input({%1$s}) Tensor x();
          @Label({%1$s}) Tensor target();
          @BatchNorm%2$dd(eps = 0.1) @Output Tensor direct(Tensor x);
          @Conv%2$dd(filters = %3$s, kernel = 3, padding = Padding.SAME) Tensor h(Tensor direct);
          @BatchNorm%2$dd(eps = 0.1, momentum = 0.25, affine = %4$b) Tensor a(Tensor h);
          @Activation(SIGMOID) @Output Tensor b(Tensor a);
          @BatchNorm%2$dd(eps = 0.1) @Output Tensor c(Tensor b);
          @MaxPool%2$dd(value = 3, stride = 1, pads = 1) Tensor d(Tensor c);
          @BatchNorm%2$dd(eps = 0.2) Tensor e(Tensor d);
          @Activation(TANH) Tensor f(Tensor e);
          @Conv%2$dd(filters = %3$s, kernel = 1) Tensor g(Tensor f);
          @Add @Output Tensor y(Tensor g, Tensor direct);
          @MeanSquaredErrorLoss Tensor loss(Tensor y, Tensor target);
          """
              .formatted(shapes[i], rank, shapes[i].split(",")[0], i % 2 == 0));
    }
    return harness.tests();
  }

  /** In prediction it is part of the weights, in whatever order they lie. */
  @TestFactory
  Stream<DynamicTest> behindEachConvolution() {
    OpHarness harness = new OpHarness();
    String[] layers = {
      "Conv1d(filters = 19, kernel = 3, bias = false)",
      "Conv2d(filters = 40, kernel = 3, padding = Padding.SAME)",
      "Conv2d(filters = 70, kernel = {1, 2}, stride = 2)",
      "Conv3d(filters = 5, kernel = 2)",
      "Conv2d(filters = 12, kernel = 3, groups = 2)",
      "Conv2d(filters = 96, kernel = 2, groups = 2, bias = false)",
      "DepthwiseConv2d(kernel = 3, multiplier = 3)",
      "DepthwiseConv1d(kernel = 2, bias = false)",
      "SeparableConv2d(filters = 18, kernel = 3)",
      "ConvTranspose1d(filters = 17, kernel = 3, stride = 2)",
      "ConvTranspose2d(filters = 33, kernel = {2, 3}, stride = {2, 1}, bias = false)",
      "ConvTranspose2d(filters = 6, kernel = 3, groups = 2)",
      "ConvTranspose2d(filters = 32, kernel = 2, groups = 2)"
    };
    for (int i = 0; i < layers.length; i++) {
      int rank = Integer.parseInt(layers[i].replaceAll("^\\D*(\\d)d.*", "$1"));
      harness.add(
          layers[i],
          OpHarness.batch(i),
          """
          @Input({6%1$s}) Tensor x();
          @ClassLabel(2) Tensor t();
          @%2$s Tensor h(Tensor x);
          @BatchNorm%3$dd(eps = 0.1) Tensor a(Tensor h);
          @Activation(TANH) @Output Tensor b(Tensor a);
          @Flatten Tensor c(Tensor b);
          @Dense(units = 2) Tensor y(Tensor c);
          @CrossEntropyLoss Tensor loss(Tensor y, Tensor t);
          """
              .formatted(", 4".repeat(rank), layers[i], rank));
    }
    return harness.tests();
  }

  /** Behind an activation it is a step of the layer before, whose weights it cannot be part of. */
  @TestFactory
  Stream<DynamicTest> behindActivations() {
    OpHarness harness = new OpHarness();
    String[] layers = {
      "Conv1d(filters = 7, kernel = 3, activation = SIGMOID)",
      "Conv2d(filters = 40, kernel = 3, padding = Padding.SAME, activation = GELU)",
      "Conv2d(filters = 18, kernel = 2, activation = SIGMOID)",
      "DepthwiseConv2d(kernel = 3, multiplier = 3, activation = TANH)",
      "ConvTranspose2d(filters = 17, kernel = 3, stride = 2, activation = TANH)"
    };
    for (int i = 0; i < layers.length; i++) {
      int rank = layers[i].contains("1d") ? 1 : 2;
      harness.add(
          layers[i],
          OpHarness.batch(i),
          """
          @Input({6%1$s}) Tensor x();
          @ClassLabel(2) Tensor t();
          @%2$s Tensor h(Tensor x);
          @BatchNorm%3$dd(eps = 0.1) Tensor a(Tensor h);
          @Activation(TANH) @Output Tensor b(Tensor a);
          @Flatten Tensor e(Tensor b);
          @Dense(units = 2) Tensor y(Tensor e);
          @CrossEntropyLoss Tensor loss(Tensor y, Tensor t);
          """
              .formatted(", 5".repeat(rank), layers[i], rank));
    }
    return harness.tests();
  }

  /** The second use goes on from where the first one leaves the statistics. */
  @Test
  void sharedStatisticsMoveWithEachUse() {
    Compilation shared =
        Compilation.of(
            """
            @Block interface Normal {
              @Input Tensor x();
              @BatchNorm1d(eps = 0.1) Tensor n(Tensor x);
              @Dropout(0.25) Tensor y(Tensor n);
            }
            """,
            """
            @Model(batch = 6) interface Twice {
              @Input(17) Tensor x();
              @Label(17) Tensor t();
              @Use(value = Normal.class, shared = "normal") Tensor a(Tensor x);
              @Dense(units = 17) Tensor h(Tensor a);
              @Use(value = Normal.class, shared = "normal") @Output Tensor y(Tensor h);
              @MeanSquaredErrorLoss Tensor loss(Tensor y, Tensor t);
            }
            """);
    Agreement.check(shared, "Twice");
  }

  @Test
  void foldedPredictsAsUnfolded() {
    for (int bits : Compilation.WIDTHS) {
      Net folded = compilation.net("Folded", bits);
      Net unfolded = compilation.net("Unfolded", bits);
      Batch batch = Batch.random(folded.spec(), 12, 4);
      folded.train(batch, Sgd.withLearningRate(0.1), 5);
      unfolded.parameters(folded.parameters());
      Batch other = Batch.random(folded.spec(), 11, 5);
      double[] expected = unfolded.predict(other).get("y");
      assertArrayEquals(expected, folded.predict(other).get("y"), 2e-5);
      double[] one = folded.predictOne(other.row(10)).get("y");
      assertArrayEquals(Arrays.copyOfRange(expected, 50, 55), one, 2e-5);
    }
  }

  /** Published weights bring folded weights of their own. */
  @Test
  void predictionsFollowTheWeights() {
    Net net = compilation.net("Folded", 512);
    Batch batch = Batch.random(net.spec(), 3, 8);
    double[] before = net.predict(batch).get("y");
    double[] bias = {1, 2, 3, 4, 5};
    net.network().parameter("y.running_mean", bias);
    double[] after = net.predict(batch).get("y");
    for (int i = 0; i < before.length; i++) {
      assertEquals(before[i] - bias[i % 5], after[i], 1e-4);
    }
  }

  /** Also where minibatches differ in size, and the last has one row. */
  @Test
  void runningStatisticsMoveWithEachStep() {
    for (int bits : Compilation.WIDTHS) {
      Net net = compilation.net("Wide", bits);
      Trainer trainer =
          Trainer.of(net.network()).optimizer(Sgd.withLearningRate(0)).threads(2).quiet();
      Map<String, double[]> expected = new LinkedHashMap<>(net.parameters());
      for (int rows : new int[] {12, 12, 5, 2, 1}) {
        Batch batch = Batch.random(net.spec(), rows, rows);
        trainer.step(data(batch));
        expected.putAll(new Interpreter(compilation.graph("Wide"), batch, expected).buffers());
        Map<String, double[]> found = net.parameters();
        expected.forEach((name, values) -> assertArrayEquals(values, found.get(name), 1e-13, name));
      }
    }
  }

  /** The sums of a channel's gradients too come in an order of their own. */
  @Test
  void anyNumberOfThreadsLeavesTheSameBits() {
    Compilation images =
        Compilation.of(
            """
            @Model(batch = 12) interface Images {
              @Input({3, 6, 5}) Tensor x();
              @Label(7) Tensor t();
              @Conv2d(filters = 37, kernel = 3, padding = Padding.SAME) Tensor a(Tensor x);
              @BatchNorm2d Tensor b(Tensor a);
              @Activation(RELU) Tensor c(Tensor b);
              @Conv2d(filters = 7, kernel = 3) Tensor d(Tensor c);
              @BatchNorm2d Tensor e(Tensor d);
              @GlobalAvgPool @Output Tensor y(Tensor e);
              @MeanSquaredErrorLoss Tensor loss(Tensor y, Tensor t);
            }
            """);
    Net one = images.net("Images", 512);
    Batch batch = Batch.random(one.spec(), 29, 6);
    Map<String, double[]> values = batch.values();
    Dataset data =
        Dataset.of("x", Column.doubles(values.get("x"), 90))
            .with("t", Column.doubles(values.get("t"), 7));
    Trainer.of(one.network()).seed(3).threads(1).quiet().epochs(3).fit(data);
    for (int threads = 2; threads <= 4; threads++) {
      Net other = images.net("Images", 512);
      Trainer.of(other.network()).seed(3).threads(threads).quiet().epochs(3).fit(data);
      one.parameters()
          .forEach((name, found) -> assertArrayEquals(found, other.parameters().get(name), name));
    }
  }

  private static Dataset data(Batch batch) {
    Map<String, double[]> values = batch.values();
    return Dataset.of("x", Column.doubles(values.get("x"), 7))
        .with("t", Column.doubles(values.get("t"), values.get("t").length / batch.rows()));
  }

  /** The optimiser's sweep ends before the buffers. */
  @Test
  void decayLeavesStatisticsAlone() {
    Net net = compilation.net("Wide", 256);
    Map<String, double[]> expected = new LinkedHashMap<>(net.parameters());
    Batch batch = Batch.random(net.spec(), 12, 1);
    net.train(batch, AdamW.withLearningRate(0.1).weightDecay(0.5), 1);
    expected.putAll(new Interpreter(compilation.graph("Wide"), batch, expected).buffers());
    Map<String, double[]> found = net.parameters();
    assertTrue(found.get("y.weight")[0] < 1);
    for (String buffer : new String[] {"y.running_mean", "y.running_var"}) {
      assertArrayEquals(expected.get(buffer), found.get(buffer), 1e-14, buffer);
    }
  }

  @Test
  void statisticsAreSavedWithTheWeights(@TempDir Path folder) throws IOException {
    Net net = compilation.net("Folded", 512);
    net.train(Batch.random(net.spec(), 12, 4), Sgd.withLearningRate(0.1), 3);
    Path file = folder.resolve("folded.safetensors");
    net.network().save(file);
    Net other = compilation.net("Folded", 128);
    other.network().loadMatching(file);
    net.parameters()
        .forEach((name, values) -> assertArrayEquals(values, other.parameters().get(name), name));
    assertTrue(net.parameters().containsKey("b.running_var"));
  }

  @Test
  void trainingResumesBitByBit(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("checkpoint.safetensors");
    Net straight = compilation.net("Folded", 512);
    Dataset data = data(Batch.random(straight.spec(), 29, 6));
    Trainer all = Trainer.of(straight.network()).seed(3).threads(2).quiet();
    all.epochs(2).fit(data);
    all.saveCheckpoint(file);
    all.epochs(2).fit(data);
    Net resumed = compilation.net("Folded", 512);
    Trainer rest = Trainer.of(resumed.network()).threads(1).quiet();
    rest.loadCheckpoint(file).epochs(2).fit(data);
    straight
        .parameters()
        .forEach((name, values) -> assertArrayEquals(values, resumed.parameters().get(name), name));
  }
}
