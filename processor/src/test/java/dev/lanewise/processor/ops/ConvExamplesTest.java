package dev.lanewise.processor.ops;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.processor.compiled.Batch;
import dev.lanewise.processor.compiled.Compilation;
import dev.lanewise.processor.compiled.Net;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The examples that courses on convolutions work by hand. */
class ConvExamplesTest {
  private static final Compilation COMPILATION =
      Compilation.of(
          """
          @Model interface TenFilters {
            @Input({3, 32, 32}) Tensor x();
            @Conv2d(filters = 10, kernel = 5, pads = 2) Tensor y(Tensor x);
          }
          """,
          """
          @Model interface SevenBySeven {
            @Input({1, 28, 28}) Tensor x();
            @Conv2d(filters = 1, kernel = 7) Tensor y(Tensor x);
          }
          """,
          """
          @Model interface ThreeByThree {
            @Input({1, 5, 5}) Tensor x();
            @Conv2d(filters = 1, kernel = 3, bias = false) Tensor y(Tensor x);
          }
          """);

  /** 5 x 5 x 3 weights and a bias for each filter; pads of 2 keep the image's size. */
  @Test
  void tenFiltersOf5By5On3ChannelsHave760Parameters() {
    Net net = COMPILATION.net("TenFilters", 0);
    assertEquals(760, net.parameters().values().stream().mapToInt(p -> p.length).sum());
    assertArrayEquals(new int[] {10, 32, 32}, net.spec().outputs().getFirst().shape());
    String layer =
        net.network().summary().lines().filter(l -> l.startsWith("y ")).findFirst().get();
    assertTrue(layer.matches(".* 10x32x32 +760 .*"), layer);
  }

  @Test
  void aKernelOf7By7Leaves22By22Of28By28() {
    Net net = COMPILATION.net("SevenBySeven", 0);
    assertArrayEquals(new int[] {1, 22, 22}, net.spec().outputs().getFirst().shape());
  }

  /** Image, kernel and result. The second is figure 1.1 of Dumoulin and Visin (2016). */
  static Stream<Arguments> examples() {
    return Stream.of(
        Arguments.of(
            "1 1 1 0 0 / 0 1 1 1 0 / 0 0 1 1 1 / 0 0 1 1 0 / 0 1 1 0 0",
            "1 0 1 / 0 1 0 / 1 0 1",
            "4 3 4 / 2 4 3 / 2 3 4"),
        Arguments.of(
            "3 3 2 1 0 / 0 0 1 3 1 / 3 1 2 2 3 / 2 0 0 2 2 / 2 0 0 0 1",
            "0 1 2 / 2 2 0 / 0 1 2",
            "12 12 17 / 10 17 19 / 9 6 14"));
  }

  @ParameterizedTest
  @MethodSource("examples")
  void aConvolutionIsAProductWithItsToeplitzMatrix(String image, String kernel, String result) {
    double[] x = matrix(image);
    double[] expected = matrix(result);
    assertArrayEquals(expected, product(toeplitz(matrix(kernel)), x));
    for (int bits : Compilation.WIDTHS) {
      Net net = COMPILATION.net("ThreeByThree", bits);
      net.parameters(Map.of("y.weight", matrix(kernel)));
      Batch batch = new Batch(1, Map.of("x", x));
      assertArrayEquals(expected, net.predict(batch).get("y"), bits + " bits");
      assertArrayEquals(expected, net.predictOne(batch).get("y"), bits + " bits");
    }
  }

  private static double[] matrix(String rows) {
    return Stream.of(rows.split("[ /]+")).mapToDouble(Double::parseDouble).toArray();
  }

  private static double[] product(double[][] matrix, double[] x) {
    return Stream.of(matrix)
        .mapToDouble(row -> IntStream.range(0, x.length).mapToDouble(i -> row[i] * x[i]).sum())
        .toArray();
  }

  /**
   * 3 x 5 blocks of 3 x 5 numbers. Block (i, j) is the Toeplitz matrix of row j - i of the kernel,
   * which has that row's tap q - p at (p, q), and is zero where there is no such row or tap: the
   * blocks along a diagonal are equal, and so are the numbers along a diagonal of a block.
   */
  private static double[][] toeplitz(double[] kernel) {
    double[][] matrix = new double[9][25];
    for (int row = 0; row < 9; row++) {
      for (int column = 0; column < 25; column++) {
        int down = column / 5 - row / 3;
        int right = column % 5 - row % 3;
        if (down >= 0 && down < 3 && right >= 0 && right < 3) {
          matrix[row][column] = kernel[3 * down + right];
        }
      }
    }
    return matrix;
  }
}
