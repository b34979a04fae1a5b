package dev.lanewise.processor.ops;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Values that are the same for every sample: parameters of the user's own, and constants. */
class UnbatchedTest {
  @TestFactory
  Stream<DynamicTest> parameters() {
    OpHarness harness = new OpHarness();
    for (int i = 0; i < OpHarness.SIZES.length; i++) {
      harness.add(
          "a parameter of " + OpHarness.SIZES[i],
          OpHarness.batch(i + 1),
          """
          @Input(%1$d) Tensor x();
          @Label(%1$d) Tensor target();
          @Parameter(%1$d) @Output Tensor shift();
          @Activation(TANH) Tensor bent(Tensor shift);
          @Add @Output Tensor y(Tensor x, Tensor shift, Tensor bent);
          @MeanSquaredErrorLoss Tensor loss(Tensor y, Tensor target);
          """
              .formatted(OpHarness.SIZES[i]));
    }
    return harness.tests();
  }

  @TestFactory
  Stream<DynamicTest> constants() {
    OpHarness harness = new OpHarness();
    for (int i = 0; i < OpHarness.SIZES.length; i++) {
      String values =
          IntStream.range(0, OpHarness.SIZES[i])
              .mapToObj(j -> Double.toString(0.25 * (j % 7) - 1))
              .collect(Collectors.joining(", "));
      harness.add(
          "a constant of " + OpHarness.SIZES[i],
          OpHarness.batch(i),
          """
          @Input(3) Tensor x();
          @Constant({%2$s}) Tensor table();
          @Constant(value = 0.5, shape = %1$d) Tensor half();
          @Dense(units = %1$d) Tensor d(Tensor x);
          @Add @Output Tensor y(Tensor d, Tensor table);
          @MeanSquaredErrorLoss Tensor loss(Tensor y, Tensor half);
          """
              .formatted(OpHarness.SIZES[i], values));
    }
    return harness.tests();
  }

  @TestFactory
  Stream<DynamicTest> severalAxes() {
    OpHarness harness = new OpHarness();
    harness.add(
        "a parameter and a constant of 2x3x5",
        4,
        """
        @Input({2, 3, 5}) Tensor x();
        @Label({2, 3, 5}) Tensor target();
        @Parameter({2, 3, 5}) Tensor p();
        @Constant(value = 1.5, shape = {2, 3, 5}) Tensor c();
        @Add @Output Tensor y(Tensor x, Tensor p, Tensor c);
        @MeanSquaredErrorLoss Tensor loss(Tensor y, Tensor target);
        """);
    return harness.tests();
  }
}
