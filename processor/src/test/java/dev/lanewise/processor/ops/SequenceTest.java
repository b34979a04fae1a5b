package dev.lanewise.processor.ops;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.lanewise.processor.compiled.Batch;
import dev.lanewise.processor.compiled.Compilation;
import dev.lanewise.processor.compiled.Net;
import dev.lanewise.processor.reference.Agreement;
import dev.lanewise.runtime.Column;
import dev.lanewise.runtime.Dataset;
import dev.lanewise.runtime.Evaluation;
import dev.lanewise.runtime.Network;
import dev.lanewise.runtime.Sgd;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What works at each step of a sequence: lengths below, at and above the height of a tile. */
class SequenceTest {
  private static final int[] LENGTHS = {1, 2, 3, 5, 8, 9, 13, 31};
  private static final int[] FEATURES = {1, 3, 4, 16, 17, 36};
  private static final String[] FUNCTIONS = {"LINEAR", "RELU", "SIGMOID", "TANH"};

  @TestFactory
  Stream<DynamicTest> dense() {
    OpHarness harness = new OpHarness();
    for (int i = 0; i < LENGTHS.length; i++) {
      for (int j = i % 2; j < FEATURES.length; j += 2) {
        int units = FEATURES[(i + j + 1) % FEATURES.length];
        dense(harness, LENGTHS[i], FEATURES[j], units, FUNCTIONS[(i + j) % 4], i + j);
      }
    }
    return harness.tests();
  }

  private static void dense(
      OpHarness harness, int length, int features, int units, String function, int shape) {
    harness.add(
        "%d steps, dense %d to %d, %s".formatted(length, features, units, function.toLowerCase()),
        OpHarness.batch(shape),
        """
        @SequenceInput(length = %1$d, features = %2$d) Tensor x();
        @Label({%1$d, %2$d}) Tensor target();
        @Dense(units = %3$d, activation = %4$s) @Output Tensor a(Tensor x);
        @Dense(units = %2$d, bias = false, activation = %4$s) @Output Tensor b(Tensor a);
        @MeanSquaredErrorLoss Tensor loss(Tensor b, Tensor target);
        """
            .formatted(length, features, units, function));
  }

  @TestFactory
  Stream<DynamicTest> everythingThatWorksAtEachStep() {
    OpHarness harness = new OpHarness();
    for (int i = 0; i < LENGTHS.length; i++) {
      harness.add(
          LENGTHS[i] + " steps of many layers",
          OpHarness.batch(i + 1),
          """
          @SequenceInput(length = %1$d, features = %2$d) Tensor x();
          @Label({%1$d, %2$d}) Tensor target();
          @Parameter(%2$d) Tensor each();
          @Parameter({%1$d, %2$d}) Tensor position();
          @Add Tensor placed(Tensor x, Tensor position);
          @Multiply Tensor scaled(Tensor placed, Tensor each);
          @LayerNorm(eps = 0.1) Tensor normal(Tensor scaled);
          @Dense(units = 9) Tensor a(Tensor normal);
          @Prelu(perChannel = true) Tensor p(Tensor a);
          @Elu Tensor e(Tensor p);
          @Softmax Tensor s(Tensor e);
          @Dropout(0.3) Tensor d(Tensor s);
          @Dense(units = %2$d) Tensor b(Tensor d);
          @Add @Output Tensor sum(Tensor b, Tensor x);
          @LogSoftmax @Output Tensor logs(Tensor sum);
          @Flatten Tensor flat(Tensor d);
          @Dense(units = %2$d, activation = SIGMOID) @Output Tensor once(Tensor flat);
          @Add @Output Tensor spread(Tensor sum, Tensor once);
          @HuberLoss Tensor loss(Tensor spread, Tensor target);
          @CosineLoss Tensor cosine(Tensor logs, Tensor target);
          """
              .formatted(LENGTHS[i], FEATURES[i % FEATURES.length]));
    }
    return harness.tests();
  }

  @TestFactory
  Stream<DynamicTest> embeddings() {
    OpHarness harness = new OpHarness();
    int[] features = {1, 4, 7, 16, 17, 36, 100, 256, 300};
    for (int i = 0; i < features.length; i++) {
      harness.add(
          "embedding of %d tokens, %d features".formatted(3 + i * i, features[i]),
          OpHarness.batch(i),
          """
          @TokenInput(length = %1$d, vocabulary = %2$d) Tensor words();
          @TokenInput(length = 1, vocabulary = 2) Tensor kind();
          @Label(5) Tensor target();
          @Embedding(features = %3$d) @Output Tensor e(Tensor words);
          @Embedding(features = 3) @L2(0.1) Tensor k(Tensor kind);
          @Dense(units = 5, activation = TANH) Tensor h(Tensor e);
          @Flatten Tensor flat(Tensor h);
          @Flatten Tensor flatKind(Tensor k);
          @Concat Tensor all(Tensor flat, Tensor flatKind);
          @Dense(units = 5) @Output Tensor y(Tensor all);
          @MeanSquaredErrorLoss Tensor loss(Tensor y, Tensor target);
          """
              .formatted(LENGTHS[i % LENGTHS.length], 3 + i * i, features[i]));
    }
    return harness.tests();
  }

  @TestFactory
  Stream<DynamicTest> classLabelsAtEachStep() {
    OpHarness harness = new OpHarness();
    String[] ignored = {"", ", ignoreIndex = -100", ", ignoreIndex = 1", ", ignoreIndex = 99"};
    for (int i = 0; i < LENGTHS.length; i++) {
      harness.add(
          "labels of %d steps%s".formatted(LENGTHS[i], ignored[i % 4]),
          OpHarness.batch(i),
          """
          @SequenceInput(length = %1$d, features = 5) Tensor x();
          @ClassLabel(value = %2$d, shape = %1$d%3$s) Tensor label();
          @Dense(units = %2$d) Tensor a(Tensor x);
          @Dense(units = %2$d) @Output Tensor b(Tensor a);
          @LogSoftmax Tensor logs(Tensor b);
          @CrossEntropyLoss Tensor plain(Tensor a, Tensor label);
          @CrossEntropyLoss(labelSmoothing = 0.1) Tensor smooth(Tensor b, Tensor label);
          @CrossEntropyLoss(classWeights = {1%4$s}) Tensor weighted(Tensor a, Tensor label);
          @NegativeLogLikelihoodLoss Tensor likelihood(Tensor logs, Tensor label);
          """
              .formatted(LENGTHS[i], 3 + 7 * i, ignored[i % 4], ", 0.5".repeat(3 + 7 * i - 1)));
    }
    return harness.tests();
  }

  @TestFactory
  Stream<DynamicTest> alongTime() {
    OpHarness harness = new OpHarness();
    for (int i = 0; i < LENGTHS.length; i++) {
      for (boolean variable : new boolean[] {false, true}) {
        harness.add(
            "%d steps along time%s".formatted(LENGTHS[i], variable ? ", of varying number" : ""),
            OpHarness.batch(i),
            """
            @SequenceInput(length = %1$d, features = 5, variable = %3$b) Tensor x();
            @Label({%1$d, %2$d}) Tensor steps();
            @Label(%2$d) Tensor target();
            @Dense(units = %2$d, activation = TANH) Tensor a(Tensor x);
            @TimeReverse @Output Tensor back(Tensor a);
            @ReduceMean(axes = 0) @Output Tensor mean(Tensor a);
            @ReduceSum(axes = 0, keepDims = true) @Output Tensor sum(Tensor a);
            @ReduceMax(axes = 0) @Output Tensor max(Tensor a);
            @ReduceMean @Output Tensor all(Tensor a);
            @LastStep @Output Tensor last(Tensor back);
            @Flatten Tensor flatSum(Tensor sum);
            @Add @Output Tensor together(Tensor mean, Tensor max, Tensor last, Tensor flatSum, Tensor all);
            @HuberLoss Tensor stepsLoss(Tensor back, Tensor steps);
            @CosineLoss Tensor cosine(Tensor a, Tensor steps);
            @MeanSquaredErrorLoss(weight = 0.1) Tensor loss(Tensor together, Tensor target);
            """
                .formatted(LENGTHS[i], FEATURES[i % FEATURES.length], variable));
      }
    }
    return harness.tests();
  }

  @TestFactory
  Stream<DynamicTest> tokensOfVaryingNumber() {
    OpHarness harness = new OpHarness();
    String[] ignored = {"", ", ignoreIndex = 1"};
    for (int i = 0; i < LENGTHS.length; i++) {
      harness.add(
          "up to %d tokens".formatted(LENGTHS[i]),
          OpHarness.batch(i),
          """
          @TokenInput(length = %1$d, vocabulary = 7, variable = true) Tensor words();
          @ClassLabel(value = 4, shape = %1$d%3$s) Tensor tags();
          @Parameter({%1$d, %2$d}) Tensor positions();
          @Embedding(features = %2$d) Tensor e(Tensor words);
          @Add Tensor placed(Tensor e, Tensor positions);
          @Dense(units = 4) @Output Tensor scores(Tensor placed);
          @ReduceMax(axes = 0, keepDims = true) Tensor most(Tensor scores);
          @Subtract @Output Tensor less(Tensor scores, Tensor most);
          @CrossEntropyLoss Tensor loss(Tensor less, Tensor tags);
          @CrossEntropyLoss(classWeights = {1, 2, 3, 0.5}) Tensor weighted(Tensor scores, Tensor tags);
          """
              .formatted(LENGTHS[i], FEATURES[i % FEATURES.length], ignored[i % 2]));
    }
    return harness.tests();
  }

  @TestFactory
  Stream<DynamicTest> shapes() {
    OpHarness harness = new OpHarness();
    for (int i = 0; i < LENGTHS.length; i++) {
      harness.add(
          "%d steps in other shapes".formatted(LENGTHS[i]),
          OpHarness.batch(i),
          """
          @SequenceInput(length = %1$d, features = 3) Tensor x();
          @Label(5) Tensor target();
          @Dense(units = %2$d, activation = TANH) Tensor a(Tensor x);
          @Dense(units = 3, activation = TANH) Tensor b(Tensor x);
          @Concat @Output Tensor wide(Tensor a, Tensor x, Tensor b);
          @Concat(axis = 0) @Output Tensor longer(Tensor b, Tensor x);
          @Slice(axis = 0, start = -1) @Output Tensor last(Tensor wide);
          @Slice(axis = 1, start = 1, end = 3) @Output Tensor some(Tensor longer);
          @Dense(units = 4) Tensor c(Tensor some);
          @Flatten Tensor flat(Tensor c);
          @Flatten Tensor flatLast(Tensor last);
          @Dense(units = 5) Tensor y1(Tensor flat);
          @Dense(units = 5) Tensor y2(Tensor flatLast);
          @Add @Output Tensor y(Tensor y1, Tensor y2);
          @MeanSquaredErrorLoss Tensor loss(Tensor y, Tensor target);
          """
              .formatted(LENGTHS[i], FEATURES[i % FEATURES.length]));
    }
    return harness.tests();
  }

  /** The loss depends on the row of the padding, whose gradient is none all the same. */
  @Test
  void paddingIsNotTrained() {
    Compilation compilation =
        Compilation.of(
            List.of(
                """
                @Model(batch = 8) interface Padded {
                @TokenInput(length = 5, vocabulary = 3) Tensor words();
                @Label({5, 17}) Tensor target();
                @Embedding(features = 17, paddingIndex = 1) Tensor e(Tensor words);
                @Dense(units = 17) @Output Tensor y(Tensor e);
                @MeanSquaredErrorLoss Tensor loss(Tensor y, Tensor target);
                }
                """));
    Agreement.check(compilation, "Padded");
    Net net = compilation.net("Padded", 0);
    double[] start = net.parameters().get("e.weight");
    for (int i = 0; i < start.length; i++) {
      assertEquals(i / 17 == 1, start[i] == 0, "element " + i);
    }
    double[] before = start.clone();
    net.train(Batch.random(net.spec(), 8, 3), Sgd.withLearningRate(0.1), 3);
    double[] after = net.parameters().get("e.weight");
    for (int i = 0; i < after.length; i++) {
      assertEquals(i / 17 == 1, before[i] == after[i], "element " + i);
    }
  }

  /** Of classes at each step, and of numbers. */
  @Test
  void anEvaluationLeavesOutWhatLiesBehindASamplesEnd() {
    String model =
        """
        @Model(batch = 2) interface %s {
          @SequenceInput(length = 3, features = 2, variable = true) Tensor x();
          %s Tensor target();
          @Activation(LINEAR) Tensor y(Tensor x);
          @%sLoss Tensor loss(Tensor y, Tensor target);
        }
        """;
    String label = "@ClassLabel(value = 2, shape = 3, ignoreIndex = -1)";
    Compilation compilation =
        Compilation.of(
            model.formatted("Tags", label, "CrossEntropy"),
            model.formatted("Numbers", "@Label({3, 2})", "MeanSquaredError"));
    Dataset data =
        Dataset.of(
                "x",
                Column.floats(
                    new float[] {0, 1, 1, 0, 9, 8, 1, 0, 0, 1, 0, 1, 1, 2, 3, 4, 5, 6}, 6))
            .with("x.steps", Column.ints(new int[] {2, 3, 1}, 1));
    Dataset tags = data.with("target", Column.ints(new int[] {1, 1, 1, 0, -1, 0, 1, 0, 0}, 3));
    Network net = compilation.net("Tags", 0).network();
    // Right are the first steps; the second and the last of those that count are not.
    assertEquals(3 / 5.0, Evaluation.of(net, tags).accuracy().orElseThrow());
    Dataset numbers = data.with("target", Column.floats(new float[18], 6));
    net = compilation.net("Numbers", 0).network();
    double squares = 1 + 1 + 1 + 1 + 1 + 1 + 4;
    assertEquals(squares / 12, Evaluation.of(net, numbers).meanSquaredError().orElseThrow(), 1e-7);
  }

  /** The mean of no rows is 0, and no gradient flows: training goes on with the next batch. */
  @Test
  void nothingIsLearnedOfWhatDoesNotCount() {
    String model =
        """
        @Model(batch = 2) %s interface %s {
          @SequenceInput(length = 4, features = 3, variable = true) Tensor x();
          @ClassLabel(value = 2, shape = 4, ignoreIndex = -1) Tensor target();
          @Lstm(units = 5) Tensor h(Tensor x);
          @Dense(units = 2) @Output Tensor y(Tensor h);
          @CrossEntropyLoss(%s) Tensor loss(Tensor y, Tensor target);
        }
        """;
    Compilation compilation =
        Compilation.of(
            model.formatted("", "Ignored", ""),
            model.formatted("", "Weighted", "classWeights = {1, 3}, labelSmoothing = 0.1"),
            model.formatted("@TruncatedBptt(k1 = 4, k2 = 2)", "Ended", ""));
    double[] none = {-1, -1, -1, -1, -1, -1, -1, -1};
    double[] some = {0, 1, 0, 1, 1, 1, 0, 0};
    for (String name : List.of("Ignored", "Weighted", "Ended")) {
      Net net = compilation.net(name, 0);
      Map<String, double[]> values = new HashMap<>(Batch.random(net.spec(), 2, 3).values());
      values.put("x.steps", name.equals("Ended") ? new double[] {2, 1} : new double[] {4, 3});
      values.put("target", name.equals("Ended") ? some : none);
      double[] before = net.parameters().get("h.weight_hh_l0").clone();
      double[] losses = net.train(new Batch(2, values), Sgd.withLearningRate(0.1), 2);
      assertArrayEquals(new double[2], losses, name);
      assertArrayEquals(before, net.parameters().get("h.weight_hh_l0"), name);
    }
  }

  @Test
  void tokensBeyondTheVocabularyAreRefused() {
    Compilation compilation =
        Compilation.of(
            List.of(
                """
                @Model(batch = 4) interface Words {
                @TokenInput(length = 3, vocabulary = 10) Tensor words();
                @Embedding(features = 5) Tensor y(Tensor words);
                }
                """));
    Net net = compilation.net("Words", 0);
    Batch one = new Batch(1, Map.of("words", new double[] {9, 0, 10}));
    Batch two = new Batch(2, Map.of("words", new double[] {0, 1, 2, 3, -1, 5}));
    Throwable single = assertThrows(IllegalStateException.class, () -> net.predictOne(one));
    assertEquals(
        "Words.words: expected tokens from 0 to 9, got 10 at index 2",
        single.getCause().getCause().getMessage());
    Throwable batched = assertThrows(IllegalArgumentException.class, () -> net.predict(two));
    assertEquals(
        "Words.words: expected tokens from 0 to 9, got -1 at index 4", batched.getMessage());
  }
}
