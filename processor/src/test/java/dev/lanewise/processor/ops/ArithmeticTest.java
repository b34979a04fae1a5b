package dev.lanewise.processor.ops;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Sums, differences, products and quotients, of equal shapes and of shapes that stretch. */
class ArithmeticTest {
  private static final String[][] SHAPES = {
    // The operands' shapes and what both stretch to.
    {"2, 3, 5", "1", "2, 3, 5"},
    {"2, 3, 5", "5", "2, 3, 5"},
    {"3, 1", "1, 17", "3, 17"},
    {"7, 1, 4", "7, 6, 1", "7, 6, 4"},
    {"3, 1, 1", "3, 4, 4", "3, 4, 4"},
    {"16", "2, 16", "2, 16"},
    {"33", "3, 1", "3, 33"},
    {"1, 1", "1", "1, 1"},
    {"2, 1, 3, 1", "5, 1, 7", "2, 5, 3, 7"},
  };

  @TestFactory
  Stream<DynamicTest> equalShapes() {
    OpHarness harness = new OpHarness();
    for (int i = 0; i < OpHarness.SIZES.length; i++) {
      harness.add(
          "arithmetic of " + OpHarness.SIZES[i],
          OpHarness.batch(i),
          """
          @Input(5) Tensor v();
          @Label(%1$d) Tensor target();
          @Dense(units = %1$d, activation = TANH) Tensor a(Tensor v);
          @Dense(units = %1$d, activation = SOFTPLUS) Tensor b(Tensor v);
          @Subtract @Output Tensor difference(Tensor a, Tensor b);
          @Multiply @Output Tensor product(Tensor a, Tensor b);
          @Divide @Output Tensor quotient(Tensor a, Tensor b);
          @Multiply @Output Tensor square(@From("a") Tensor l, @From("a") Tensor r);
          @MeanSquaredErrorLoss Tensor l1(Tensor difference, Tensor target);
          @MeanSquaredErrorLoss Tensor l2(Tensor product, Tensor target);
          @MeanSquaredErrorLoss Tensor l3(Tensor quotient, Tensor target);
          @MeanSquaredErrorLoss Tensor l4(Tensor square, Tensor target);
          """
              .formatted(OpHarness.SIZES[i]));
    }
    return harness.tests();
  }

  @TestFactory
  Stream<DynamicTest> shapesThatStretch() {
    OpHarness harness = new OpHarness();
    for (int i = 0; i < SHAPES.length; i++) {
      String[] s = SHAPES[i];
      harness.add(
          s[0] + " and " + s[1],
          OpHarness.batch(i),
          """
          @Input(3) Tensor v();
          @Label(%5$d) Tensor target();
          @Dense(units = %3$d, activation = TANH) Tensor flatA(Tensor v);
          @Dense(units = %4$d, activation = SOFTPLUS) Tensor flatB(Tensor v);
          @Reshape({%1$s}) Tensor a(Tensor flatA);
          @Reshape({%2$s}) Tensor b(Tensor flatB);
          @Add @Output Tensor sum(Tensor a, Tensor b);
          @Subtract @Output Tensor difference(Tensor b, Tensor a);
          @Multiply @Output Tensor product(Tensor a, Tensor b);
          @Divide @Output Tensor quotient(Tensor a, Tensor b);
          @Flatten Tensor y1(Tensor sum);
          @Flatten Tensor y2(Tensor difference);
          @Flatten Tensor y3(Tensor product);
          @Flatten Tensor y4(Tensor quotient);
          @MeanSquaredErrorLoss Tensor l1(Tensor y1, Tensor target);
          @MeanSquaredErrorLoss Tensor l2(Tensor y2, Tensor target);
          @MeanSquaredErrorLoss Tensor l3(Tensor y3, Tensor target);
          @MeanSquaredErrorLoss Tensor l4(Tensor y4, Tensor target);
          """
              .formatted(s[0], s[1], elements(s[0]), elements(s[1]), elements(s[2])));
    }
    return harness.tests();
  }

  @TestFactory
  Stream<DynamicTest> inputsOfTheModel() {
    OpHarness harness = new OpHarness();
    harness.add(
        "three of 2x3x5",
        4,
        """
        @Input({2, 3, 5}) Tensor x();
        @Input({3, 1}) Tensor y();
        @Input(5) Tensor z();
        @Add @Output Tensor sum(Tensor y, Tensor x, Tensor z);
        @Activation(TANH) @Output Tensor t(Tensor sum);
        """);
    return harness.tests();
  }

  /** Operands that are the same for all samples, as they are and stretched themselves. */
  @TestFactory
  Stream<DynamicTest> parametersThatStretch() {
    OpHarness harness = new OpHarness();
    for (int i = 0; i < SHAPES.length; i++) {
      String[] s = SHAPES[i];
      harness.add(
          "parameter " + s[0] + " and " + s[1],
          OpHarness.batch(i + 1),
          """
          @Input({%2$s}) Tensor x();
          @Parameter({%1$s}) Tensor a();
          @Parameter({%2$s}) Tensor b();
          @Constant(1.5) Tensor c();
          @Label({%3$s}) Tensor target();
          @Multiply Tensor product(Tensor x, Tensor a);
          @Add @Output Tensor y(Tensor product, Tensor b, Tensor c);
          @Subtract Tensor bothSame(Tensor a, Tensor b);
          @Multiply @Output Tensor z(Tensor bothSame, Tensor y);
          @ReduceMean(keepDims = true) Tensor mean(Tensor a);
          @Subtract @Output Tensor w(Tensor z, Tensor mean);
          @MeanSquaredErrorLoss Tensor loss(Tensor w, Tensor target);
          """
              .formatted(s[0], s[1], s[2]));
    }
    return harness.tests();
  }

  /** The gradient of the parameter is a view of what lies elsewhere. */
  @TestFactory
  Stream<DynamicTest> reshapedParameters() {
    OpHarness harness = new OpHarness();
    harness.add(
        "a parameter of 8x5x2 as 80",
        2,
        """
        @Input(80) Tensor x();
        @Label(80) Tensor target();
        @Parameter({8, 5, 2}) Tensor p();
        @Flatten Tensor flat(Tensor p);
        @Add @Output Tensor y(Tensor x, Tensor flat);
        @MeanSquaredErrorLoss Tensor loss(Tensor y, Tensor target);
        """);
    return harness.tests();
  }

  static int elements(String shape) {
    return Stream.of(shape.split(", ")).map(Integer::parseInt).reduce(1, (a, b) -> a * b);
  }
}
