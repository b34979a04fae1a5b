package dev.lanewise.processor.ops;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Local response normalisation: windows within the channels, at their edges, and wider than all.
 */
class LocalResponseNormTest {
  @TestFactory
  Stream<DynamicTest> everySize() {
    OpHarness harness = new OpHarness();
    String[] shapes = {
      "1, 3", "3, 2, 2", "7, 5", "16, 1, 3", "17, 2, 1", "33, 2, 2, 1", "70, 37", "5, 1, 1"
    };
    String[] rules = {
      "size = 5, alpha = 0.5",
      "size = 1, alpha = 2, k = 2",
      "size = 4, alpha = 0.7, beta = 0.5",
      "size = 9, alpha = 1.5, beta = 1, k = 0.5",
      "size = 3, alpha = 1, beta = 0.6",
      "size = 20, alpha = 3, beta = -0.3"
    };
    for (int i = 0; i < shapes.length; i++) {
      int rank = shapes[i].split(",").length - 1;
      harness.add(
          rules[i % rules.length] + " of " + shapes[i],
          OpHarness.batch(i),
          """
          @Input({%1$s}) Tensor x();
          @Label({%1$s}) Tensor t();
          @LocalResponseNorm(%3$s) @Output Tensor direct(Tensor x);
          @Conv%2$dd(filters = %4$s, kernel = 3, padding = Padding.SAME, activation = SIGMOID)
          Tensor h(Tensor direct);
          @LocalResponseNorm(%3$s) @Output Tensor n(Tensor h);
          @Conv%2$dd(filters = %4$s, kernel = 3, padding = Padding.SAME) Tensor y(Tensor n);
          @MeanSquaredErrorLoss Tensor loss(Tensor y, Tensor t);
          """
              .formatted(shapes[i], rank, rules[i % rules.length], shapes[i].split(",")[0]));
    }
    return harness.tests();
  }
}
