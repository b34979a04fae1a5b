package dev.lanewise.processor.ops;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Nodes that several others lead to: sums and concatenations. */
class JoinTest {
  @TestFactory
  Stream<DynamicTest> add() {
    OpHarness harness = new OpHarness();
    for (int i = 0; i < OpHarness.SIZES.length; i++) {
      harness.add(
          "add of " + OpHarness.SIZES[i],
          OpHarness.batch(i + 2),
          """
          @Input(5) Tensor v();
          @Input(%1$d) Tensor x();
          @Label(%1$d) Tensor target();
          @Dense(units = %1$d, activation = SIGMOID) Tensor a(Tensor v);
          @Dense(units = %1$d, activation = TANH) Tensor b(Tensor v);
          @Add @Output Tensor sum(Tensor a, Tensor b, Tensor x);
          @Add @Output Tensor twice(@From("sum") Tensor l, @From("sum") Tensor r);
          @MeanSquaredErrorLoss Tensor loss(Tensor twice, Tensor target);
          """
              .formatted(OpHarness.SIZES[i]));
    }
    return harness.tests();
  }

  @TestFactory
  Stream<DynamicTest> concat() {
    OpHarness harness = new OpHarness();
    for (int i = 0; i < OpHarness.SIZES.length; i++) {
      int other = OpHarness.SIZES[(i + 4) % OpHarness.SIZES.length];
      harness.add(
          "concat of " + OpHarness.SIZES[i] + ", 3 and " + other,
          OpHarness.batch(i + 3),
          """
          @Input(3) Tensor x();
          @Label(%3$d) Tensor target();
          @Dense(units = %1$d, activation = SIGMOID) Tensor a(Tensor x);
          @Dense(units = %2$d, activation = TANH) Tensor b(Tensor x);
          @Concat @Output Tensor all(Tensor a, Tensor x, Tensor b);
          @Dense(units = 9) @Output Tensor c(Tensor all);
          @Dense(units = 9) Tensor d(Tensor a);
          @MeanSquaredErrorLoss Tensor loss(Tensor all, Tensor target);
          @MeanSquaredErrorLoss Tensor other(Tensor c, Tensor d);
          """
              .formatted(OpHarness.SIZES[i], other, OpHarness.SIZES[i] + 3 + other));
    }
    return harness.tests();
  }

  @TestFactory
  Stream<DynamicTest> imagesOfSeveralAxes() {
    OpHarness harness = new OpHarness();
    harness.add(
        "add, concat and activation of 2x3x5",
        4,
        """
        @Input({2, 3, 5}) Tensor x();
        @Input({2, 3, 4}) Tensor y();
        @Activation(TANH) Tensor t(Tensor x);
        @Add @Output Tensor sum(Tensor t, Tensor x);
        @Concat @Output Tensor all(Tensor sum, Tensor y);
        """);
    return harness.tests();
  }
}
