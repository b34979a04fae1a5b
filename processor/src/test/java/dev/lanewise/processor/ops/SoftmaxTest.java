package dev.lanewise.processor.ops;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Softmax and its logarithm as an output, and with a loss behind it. */
class SoftmaxTest {
  @TestFactory
  Stream<DynamicTest> everySize() {
    OpHarness harness = new OpHarness();
    for (int i = 0; i < OpHarness.SIZES.length; i++) {
      harness.add(
          "softmax of " + OpHarness.SIZES[i],
          OpHarness.batch(i + 1),
          """
          @Input(%1$d) Tensor x();
          @Label(%1$d) Tensor target();
          @Softmax @Output Tensor direct(Tensor x);
          @Input(5) Tensor v();
          @Dense(units = %1$d) Tensor scores(Tensor v);
          @Softmax @Output Tensor p(Tensor scores);
          @LogSoftmax @Output Tensor directLog(Tensor x);
          @LogSoftmax @Output Tensor log(Tensor scores);
          @MeanSquaredErrorLoss Tensor loss(Tensor p, Tensor target);
          @MeanSquaredErrorLoss(weight = 0.1) Tensor logLoss(Tensor log, Tensor target);
          """
              .formatted(OpHarness.SIZES[i]));
    }
    return harness.tests();
  }
}
