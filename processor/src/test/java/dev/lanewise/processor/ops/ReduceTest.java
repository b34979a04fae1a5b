package dev.lanewise.processor.ops;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Reductions along every choice of axes, with tails of vectors in what stays and what goes. */
class ReduceTest {
  private static final String[][] CASES = {
    // The shape, the axes, and the shape that is left.
    {"1", "", "1"},
    {"3", "", "1"},
    {"17", "0", "1"},
    {"100", "-1", "1"},
    {"3, 17", "0", "17"},
    {"3, 17", "1", "3"},
    {"3, 17", "", "1"},
    {"33, 2", "0", "2"},
    {"33, 2", "-1", "33"},
    {"2, 3, 5", "1", "2, 5"},
    {"2, 3, 5", "0, 2", "3"},
    {"4, 4, 5", "1, 2", "4"},
    {"3, 5, 36", "0, 1", "36"},
    {"3, 2, 31", "-1, 0", "2"},
    {"1, 16, 1", "0", "16, 1"},
    {"2, 3, 2, 9", "0, 2", "3, 9"},
  };

  @TestFactory
  Stream<DynamicTest> alongAxes() {
    OpHarness harness = new OpHarness();
    for (int i = 0; i < CASES.length; i++) {
      String[] c = CASES[i];
      harness.add(
          c[0] + " along " + c[1],
          OpHarness.batch(i),
          """
          @Input(3) Tensor v();
          @Input({%1$s}) Tensor direct();
          @Label(%4$d) Tensor target();
          @Dense(units = %3$d, activation = TANH) Tensor flat(Tensor v);
          @Reshape({%1$s}) Tensor x(Tensor flat);
          @ReduceSum(axes = {%2$s}) @Output Tensor sum(Tensor x);
          @ReduceMean(axes = {%2$s}, keepDims = true) @Output Tensor mean(Tensor x);
          @ReduceMax(axes = {%2$s}, keepDims = true) @Output Tensor max(Tensor x);
          @ReduceMax(axes = {%2$s}) @Output Tensor ofInput(Tensor direct);
          @Flatten Tensor y1(Tensor sum);
          @Flatten Tensor y2(Tensor mean);
          @Flatten Tensor y3(Tensor max);
          @MeanSquaredErrorLoss(weight = 0.1) Tensor l1(Tensor y1, Tensor target);
          @MeanSquaredErrorLoss Tensor l2(Tensor y2, Tensor target);
          @MeanSquaredErrorLoss Tensor l3(Tensor y3, Tensor target);
          """
              .formatted(c[0], c[1], ArithmeticTest.elements(c[0]), ArithmeticTest.elements(c[2])));
    }
    return harness.tests();
  }

  /** Elements that reach the maximum together share its gradient. */
  @TestFactory
  Stream<DynamicTest> tiesShareTheGradient() {
    OpHarness harness = new OpHarness();
    harness.add(
        "ties",
        5,
        """
        @Input(3) Tensor v();
        @Label(18) Tensor target();
        @Dense(units = 18, activation = TANH) Tensor x(Tensor v);
        @Reshape({2, 9}) Tensor two(Tensor x);
        @Concat(axis = 0) Tensor again(@From("two") Tensor a, @From("two") Tensor b);
        @ReduceMax(axes = 0, keepDims = true) Tensor max(Tensor again);
        @Subtract Tensor below(Tensor two, Tensor max);
        @Flatten @Output Tensor y(Tensor below);
        @MeanSquaredErrorLoss Tensor loss(Tensor y, Tensor target);
        """);
    return harness.tests();
  }
}
