package dev.lanewise.processor.ops;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Activations as nodes of their own. */
class ActivationTest {
  @TestFactory
  Stream<DynamicTest> ofAnInput() {
    OpHarness harness = new OpHarness();
    for (int i = 0; i < OpHarness.SIZES.length; i += 2) {
      harness.add(
          "activations of " + OpHarness.SIZES[i],
          OpHarness.batch(i),
          """
          @Input(%1$d) Tensor x();
          @Activation(LINEAR) @Output Tensor linear(Tensor x);
          @Activation(RELU) @Output Tensor relu(Tensor x);
          @Activation(SIGMOID) @Output Tensor sigmoid(Tensor x);
          @Activation(TANH) @Output Tensor tanh(Tensor x);
          """
              .formatted(OpHarness.SIZES[i]));
    }
    return harness.tests();
  }

  @TestFactory
  Stream<DynamicTest> fourOfOneNode() {
    OpHarness harness = new OpHarness();
    for (int i = 0; i < OpHarness.SIZES.length; i++) {
      harness.add(
          "activations of one node of " + OpHarness.SIZES[i],
          OpHarness.batch(i),
          """
          @Input(5) Tensor x();
          @Label(%1$d) Tensor target();
          @Dense(units = %1$d) Tensor h(Tensor x);
          @Activation(LINEAR) @Output Tensor linear(Tensor h);
          @Activation(RELU) @Output Tensor relu(Tensor h);
          @Activation(SIGMOID) @Output Tensor sigmoid(Tensor h);
          @Activation(TANH) @Output Tensor tanh(Tensor h);
          @MeanSquaredErrorLoss Tensor linearLoss(Tensor linear, Tensor target);
          @MeanSquaredErrorLoss(weight = 2) Tensor reluLoss(Tensor relu, Tensor target);
          @MeanSquaredErrorLoss Tensor sigmoidLoss(Tensor sigmoid, Tensor target);
          @MeanSquaredErrorLoss(weight = 0.5) Tensor tanhLoss(Tensor tanh, Tensor target);
          """
              .formatted(OpHarness.SIZES[i]));
    }
    return harness.tests();
  }

  @TestFactory
  Stream<DynamicTest> chains() {
    OpHarness harness = new OpHarness();
    for (int i = 1; i < OpHarness.SIZES.length; i += 2) {
      harness.add(
          "sigmoid, tanh and relu in a chain of " + OpHarness.SIZES[i],
          OpHarness.batch(i),
          """
          @Input(5) Tensor x();
          @Label(%1$d) Tensor target();
          @Dense(units = %1$d, activation = SIGMOID) Tensor a(Tensor x);
          @Activation(TANH) Tensor b(Tensor a);
          @Activation(RELU) Tensor c(Tensor b);
          @Activation(SIGMOID) Tensor d(Tensor c);
          @MeanSquaredErrorLoss Tensor loss(Tensor d, Tensor target);
          """
              .formatted(OpHarness.SIZES[i]));
    }
    return harness.tests();
  }
}
