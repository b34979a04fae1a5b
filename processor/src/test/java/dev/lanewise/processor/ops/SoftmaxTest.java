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

  @TestFactory
  Stream<DynamicTest> alongAnAxis() {
    OpHarness harness = new OpHarness();
    String[] shapes = {"3, 5", "2, 3, 17", "16, 4", "1, 33", "4, 1"};
    for (int i = 0; i < shapes.length; i++) {
      for (int axis = 0; axis < shapes[i].split(",").length; axis++) {
        harness.add(
            "softmax of " + shapes[i] + " along " + axis,
            OpHarness.batch(i + axis),
            """
            @Input({%1$s}) Tensor x();
            @Label({%1$s}) Tensor target();
            @Input(3) Tensor v();
            @Dense(units = %2$d) Tensor flat(Tensor v);
            @Reshape({%1$s}) Tensor scores(Tensor flat);
            @Softmax(axis = %3$d) @Output Tensor direct(Tensor x);
            @Softmax(axis = %3$d) @Output Tensor p(Tensor scores);
            @LogSoftmax(axis = %3$d) @Output Tensor log(Tensor scores);
            @MeanSquaredErrorLoss Tensor loss(Tensor p, Tensor target);
            @MeanSquaredErrorLoss(weight = 0.1) Tensor logLoss(Tensor log, Tensor target);
            """
                .formatted(shapes[i], ArithmeticTest.elements(shapes[i]), axis));
      }
    }
    return harness.tests();
  }
}
