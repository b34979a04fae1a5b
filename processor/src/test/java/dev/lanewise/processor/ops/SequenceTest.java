package dev.lanewise.processor.ops;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
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
}
