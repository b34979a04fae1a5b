package dev.lanewise.processor.ops;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Products of matrices: tails of rows and columns, transposed, and with leading axes that stretch.
 */
class MatMulTest {
  private static final String[][] CASES = {
    // Two shapes, the transposes, and the elements of the product.
    {"1, 1", "1, 1", "", "1"},
    {"3, 5", "5, 7", "", "21"},
    {"1, 17", "17, 33", "", "33"},
    {"17, 3", "3, 16", "", "272"},
    {"9, 31", "31, 1", "", "9"},
    {"16, 16", "16, 32", "", "512"},
    {"20, 7", "7, 100", "", "2000"},
    {"5, 3", "5, 7", "transposeA = true", "21"},
    {"3, 33", "17, 33", "transposeB = true", "51"},
    {"4, 9", "36, 4", "transposeA = true, transposeB = true", "324"},
    {"2, 3, 5", "2, 5, 7", "", "42"},
    {"3, 4, 5", "5, 9", "", "108"},
    {"3, 5, 4", "5, 9", "transposeA = true", "108"},
    {"6, 5", "3, 5, 16", "", "288"},
    {"2, 1, 4, 3", "3, 3, 8", "", "192"},
    {"2, 9, 8", "2, 9, 8", "transposeB = true", "162"},
  };

  @TestFactory
  Stream<DynamicTest> products() {
    OpHarness harness = new OpHarness();
    for (int i = 0; i < CASES.length; i++) {
      String[] c = CASES[i];
      harness.add(
          c[0] + " times " + c[1] + " " + c[2],
          OpHarness.batch(i),
          """
          @Input(3) Tensor v();
          @Input({%1$s}) Tensor x();
          @Label(%6$s) Tensor target();
          @Dense(units = %4$d, activation = TANH) Tensor flatA(Tensor v);
          @Dense(units = %5$d, activation = SIGMOID) Tensor flatB(Tensor v);
          @Reshape({%1$s}) Tensor a(Tensor flatA);
          @Reshape({%2$s}) Tensor b(Tensor flatB);
          @MatMul(%3$s) @Output Tensor y(Tensor a, Tensor b);
          @MatMul(%3$s) @Output Tensor ofInput(Tensor x, Tensor b);
          @Flatten Tensor all(Tensor y);
          @MeanSquaredErrorLoss Tensor loss(Tensor all, Tensor target);
          """
              .formatted(
                  c[0],
                  c[1],
                  c[2],
                  ArithmeticTest.elements(c[0]),
                  ArithmeticTest.elements(c[1]),
                  c[3]));
    }
    return harness.tests();
  }

  @TestFactory
  Stream<DynamicTest> attention() {
    OpHarness harness = new OpHarness();
    harness.add(
        "two heads of attention over 7 steps",
        5,
        """
        @Input({7, 6}) Tensor x();
        @Label({7, 6}) Tensor target();
        @Parameter({6, 6}) Tensor wq();
        @Parameter({6, 6}) Tensor wk();
        @Parameter({6, 6}) Tensor wv();
        @MatMul Tensor q(Tensor x, Tensor wq);
        @MatMul Tensor k(Tensor x, Tensor wk);
        @MatMul Tensor v(Tensor x, Tensor wv);
        @Reshape({7, 2, 3}) Tensor q3(Tensor q);
        @Reshape({7, 2, 3}) Tensor k3(Tensor k);
        @Reshape({7, 2, 3}) Tensor v3(Tensor v);
        @Permute({1, 0, 2}) Tensor qh(Tensor q3);
        @Permute({1, 0, 2}) Tensor kh(Tensor k3);
        @Permute({1, 0, 2}) Tensor vh(Tensor v3);
        @MatMul(transposeB = true) Tensor scores(Tensor qh, Tensor kh);
        @Softmax Tensor weights(Tensor scores);
        @MatMul Tensor heads(Tensor weights, Tensor vh);
        @Permute({1, 0, 2}) Tensor steps(Tensor heads);
        @Reshape({7, 6}) @Output Tensor y(Tensor steps);
        @MeanSquaredErrorLoss Tensor loss(Tensor y, Tensor target);
        """);
    return harness.tests();
  }
}
