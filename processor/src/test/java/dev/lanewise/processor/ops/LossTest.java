package dev.lanewise.processor.ops;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
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
