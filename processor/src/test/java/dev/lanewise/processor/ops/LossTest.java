package dev.lanewise.processor.ops;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lanewise.processor.compiled.Batch;
import dev.lanewise.processor.compiled.Compilation;
import dev.lanewise.processor.compiled.Net;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Losses and their gradients. */
class LossTest {
  @TestFactory
  Stream<DynamicTest> crossEntropy() {
    OpHarness harness = new OpHarness();
    for (int i = 1; i < OpHarness.SIZES.length; i++) {
      harness.add(
          "cross-entropy of " + OpHarness.SIZES[i] + " classes",
          OpHarness.batch(i),
          """
          @Input(7) Tensor x();
          @ClassLabel(%1$d) Tensor label();
          @Dense(units = %1$d) @Output Tensor scores(Tensor x);
          @CrossEntropyLoss(weight = 0.75) Tensor loss(Tensor scores, Tensor label);
          """
              .formatted(OpHarness.SIZES[i]));
    }
    return harness.tests();
  }

  @TestFactory
  Stream<DynamicTest> crossEntropyWithSmoothingAndWeights() {
    OpHarness harness = new OpHarness();
    for (int i = 1; i < OpHarness.SIZES.length; i++) {
      String weights = weights(OpHarness.SIZES[i]);
      harness.add(
          "weighted cross-entropies of " + OpHarness.SIZES[i] + " classes",
          OpHarness.batch(i + 1),
          """
          @Input(7) Tensor x();
          @ClassLabel(%1$d) Tensor label();
          @Dense(units = %1$d) Tensor a(Tensor x);
          @CrossEntropyLoss(labelSmoothing = 0.1) Tensor smooth(Tensor a, Tensor label);
          @Dense(units = %1$d) Tensor b(Tensor x);
          @CrossEntropyLoss(classWeights = %2$s, weight = 0.5)
          Tensor weighted(Tensor b, Tensor label);
          @Dense(units = %1$d) Tensor c(Tensor x);
          @CrossEntropyLoss(classWeights = %2$s, labelSmoothing = 0.3)
          Tensor both(Tensor c, Tensor label);
          """
              .formatted(OpHarness.SIZES[i], weights));
    }
    return harness.tests();
  }

  @TestFactory
  Stream<DynamicTest> negativeLogLikelihood() {
    OpHarness harness = new OpHarness();
    for (int i = 1; i < OpHarness.SIZES.length; i++) {
      harness.add(
          "negative log-likelihood of " + OpHarness.SIZES[i] + " classes",
          OpHarness.batch(i + 2),
          """
          @Input(7) Tensor x();
          @ClassLabel(%1$d) Tensor label();
          @Dense(units = %1$d) Tensor scores(Tensor x);
          @LogSoftmax @Output Tensor logs(Tensor scores);
          @NegativeLogLikelihoodLoss(weight = 2) Tensor loss(Tensor logs, Tensor label);
          @NegativeLogLikelihoodLoss(classWeights = %2$s) Tensor other(Tensor logs, Tensor label);
          """
              .formatted(OpHarness.SIZES[i], weights(OpHarness.SIZES[i])));
    }
    return harness.tests();
  }

  /** Each against a label, the label against the node, and between two trained nodes. */
  @TestFactory
  Stream<DynamicTest> ofPairs() {
    String[] losses = {
      "MeanAbsoluteErrorLoss",
      "HuberLoss(delta = 0.4, ",
      "HingeLoss",
      "BinaryCrossEntropyLoss",
      "BinaryCrossEntropyWithLogitsLoss",
      "CosineLoss",
      "PerceptronLoss"
    };
    OpHarness harness = new OpHarness();
    for (int i = 0; i < OpHarness.SIZES.length; i++) {
      for (int j = i % 2; j < losses.length; j += 2) {
        String loss = "@" + losses[j] + (losses[j].contains("(") ? "" : "(");
        String activation = losses[j].equals("PerceptronLoss") ? "TANH" : "SIGMOID";
        harness.add(
            loss + ") of " + OpHarness.SIZES[i],
            OpHarness.batch(i + j),
            """
            @Input(7) Tensor x();
            @Label(%1$d) Tensor target();
            @Dense(units = %1$d, activation = %3$s) Tensor a(Tensor x);
            @Dense(units = %1$d, activation = %3$s) Tensor b(Tensor x);
            %2$sweight = 1) Tensor loss(Tensor a, Tensor target);
            %2$sweight = 3) Tensor between(Tensor a, Tensor b);
            """
                .formatted(OpHarness.SIZES[i], loss, activation));
      }
    }
    return harness.tests();
  }

  /** Scores of hundreds: nothing overflows. */
  @TestFactory
  Stream<DynamicTest> ofLargeScores() {
    OpHarness harness = new OpHarness();
    StringBuilder nodes = new StringBuilder();
    String from = "h";
    for (String to : List.of("h8", "h64", "h512")) {
      nodes.append("@Add Tensor ").append(to).append("(");
      for (int i = 0; i < 8; i++) {
        nodes.append(i > 0 ? ", " : "").append("@From(\"%s\") Tensor p%d".formatted(from, i));
      }
      nodes.append(");\n");
      from = to;
    }
    harness.add(
        "losses of large scores",
        3,
        """
        @Input(5) Tensor x();
        @Label(33) Tensor target();
        @ClassLabel(33) Tensor label();
        @Dense(units = 33) Tensor h(Tensor x);
        %s
        @LogSoftmax @Output Tensor logs(Tensor h64);
        @BinaryCrossEntropyWithLogitsLoss(weight = 0.1) Tensor logits(Tensor h64, Tensor target);
        @CrossEntropyLoss(labelSmoothing = 0.2, weight = 0.1)
        Tensor classes(Tensor h64, Tensor label);
        @NegativeLogLikelihoodLoss(weight = 0.1) Tensor likelihood(Tensor logs, Tensor label);
        @HuberLoss(weight = 0.1) Tensor huber(Tensor h512, Tensor target);
        """
            .formatted(nodes));
    return harness.tests();
  }

  /** log 0 counts as -100, and the gradient's divisor as 1e-12, as in PyTorch. */
  @Test
  void certainProbabilitiesStayFinite() {
    Compilation compilation =
        Compilation.of(
            """
            @Model(batch = 1, type = DataType.DOUBLE) interface Certain {
              @Input(5) Tensor x();
              @Label(5) Tensor t();
              @Prelu(perChannel = true, initial = 0) Tensor p(Tensor x);
              @BinaryCrossEntropyLoss Tensor loss(Tensor p, Tensor t);
            }
            """);
    double[] x = {-1, 1, -1, 1, 0.5};
    Batch batch = new Batch(1, Map.of("x", x, "t", new double[] {1, 0, 0, 1, 0.5}));
    for (int bits : Compilation.WIDTHS) {
      Net.Step step = compilation.net("Certain", bits).step(batch);
      assertEquals((200 + Math.log(2)) / 5, step.loss(), 1e-13);
      double[] expected = {1e12 / 5, 0, 0, 0, 0};
      assertArrayEquals(expected, step.gradients().get("p.weight"), 1e-3);
    }
  }

  /** The convention of the step: a score of 0 is an answer of 0. */
  @Test
  void theGradientOfThePerceptronIsTheStepLessTheTarget() {
    Compilation compilation =
        Compilation.of(
            """
            @Model(batch = 1, type = DataType.DOUBLE) interface Scores {
              @Input(6) Tensor x();
              @Label(6) Tensor t();
              @Prelu(perChannel = true, initial = 0) Tensor z(Tensor x);
              @PerceptronLoss(weight = 6) Tensor loss(Tensor z, Tensor t);
            }
            """);
    Batch batch =
        new Batch(
            1,
            Map.of("x", new double[] {-1, -1, 2, 2, -2, -2}, "t", new double[] {0, 1, 0, 1, 0, 1}));
    for (int bits : Compilation.WIDTHS) {
      Net net = compilation.net("Scores", bits);
      net.network().parameter("z.weight", new double[] {0, 0, 1, 1, 1, 1});
      Net.Step step = net.step(batch);
      assertEquals(2 + 2, step.loss(), 1e-15);
      // The gradient by z, times x where x is negative: (0 - t) x for scores of 0 and of -2.
      double[] expected = {0, 1, 0, 0, 0, 2};
      assertArrayEquals(expected, step.gradients().get("z.weight"), 1e-15);
    }
  }

  private static String weights(int classes) {
    return IntStream.range(0, classes)
        .mapToObj(i -> Double.toString(0.5 + i % 3))
        .collect(Collectors.joining(", ", "{", "}"));
  }

  @TestFactory
  Stream<DynamicTest> meanSquaredError() {
    OpHarness harness = new OpHarness();
    for (int i = 0; i < OpHarness.SIZES.length; i++) {
      harness.add(
          "mean squared error of " + OpHarness.SIZES[i],
          OpHarness.batch(i + 4),
          """
          @Input(7) Tensor x();
          @Label(%1$d) Tensor target();
          @Dense(units = %1$d, activation = SIGMOID) Tensor y(Tensor x);
          @MeanSquaredErrorLoss Tensor loss(Tensor y, Tensor target);
          @MeanSquaredErrorLoss(weight = 3) Tensor turned(Tensor target, Tensor y);
          """
              .formatted(OpHarness.SIZES[i]));
    }
    return harness.tests();
  }

  @TestFactory
  Stream<DynamicTest> bothGradientsOfAnErrorBetweenTwoNodes() {
    OpHarness harness = new OpHarness();
    harness.add(
        "mean squared error between two nodes of 36",
        5,
        """
        @Input(7) Tensor x();
        @Dense(units = 36, activation = SIGMOID) Tensor a(Tensor x);
        @Dense(units = 36, activation = TANH) Tensor b(Tensor a);
        @MeanSquaredErrorLoss Tensor loss(Tensor a, Tensor b);
        """);
    return harness.tests();
  }
}
