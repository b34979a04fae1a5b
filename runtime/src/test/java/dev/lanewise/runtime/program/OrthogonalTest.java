package dev.lanewise.runtime.program;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrthogonalTest {
  private static double[] filled(double gain, long seed, int... shape) {
    double[] values = new double[Shape.size(shape)];
    Initialization.orthogonal(gain).fill(values, shape, seed, "a.weight");
    return values;
  }

  /** The greatest distance of the shorter side's products from those of an orthonormal basis. */
  private static double skew(double[] q, int rows, int columns, double gain) {
    boolean wide = rows <= columns;
    int count = wide ? rows : columns;
    double most = 0;
    for (int a = 0; a < count; a++) {
      for (int b = 0; b < count; b++) {
        double dot = 0;
        for (int i = 0; i < Math.max(rows, columns); i++) {
          dot +=
              wide
                  ? q[a * columns + i] * q[b * columns + i]
                  : q[i * columns + a] * q[i * columns + b];
        }
        most = Math.max(most, Math.abs(dot - (a == b ? gain * gain : 0)));
      }
    }
    return most;
  }

  @ParameterizedTest
  @CsvSource({"1,1", "1,7", "7,1", "3,3", "17,33", "33,17", "128,128", "10,784", "784,64"})
  void theShorterSidesVectorsAreOrthonormal(int rows, int columns) {
    assertTrue(skew(filled(1, 1, rows, columns), rows, columns, 1) < 1e-13);
    assertTrue(skew(filled(2.5, 1, rows, columns), rows, columns, 2.5) < 1e-12);
    float[] floats = new float[rows * columns];
    Initialization.orthogonal(1).fill(floats, new int[] {rows, columns}, 1, "a.weight");
    assertTrue(skew(Reals.toDoubles(floats), rows, columns, 1) < 1e-5);
  }

  @Test
  void theFirstAxisStandsAgainstTheRest() {
    double[] values = filled(1, 1, 8, 3, 3, 5);
    assertTrue(skew(values, 8, 45, 1) < 1e-13);
    assertArrayEquals(filled(1, 1, 8, 45), values);
  }

  /** With A = Q R the product Q' A is R: nothing below the diagonal, which is positive. */
  @Test
  void theFactorIsTheOneOfAPositiveDiagonal() {
    int rows = 9;
    int columns = 5;
    Random random = new Random(3);
    double[] a = random.doubles(rows * columns, -1, 1).toArray();
    double[] q = Orthogonal.from(a, rows, columns);
    for (int i = 0; i < columns; i++) {
      for (int j = 0; j <= i; j++) {
        double r = 0;
        for (int k = 0; k < rows; k++) {
          r += q[k * columns + i] * a[k * columns + j];
        }
        assertTrue(i == j ? r > 0 : Math.abs(r) < 1e-14);
      }
    }
  }

  /** Of a matrix evenly spread over all rotations every element has mean 0 and variance 1/n. */
  @Test
  void elementsAreCentredWithTheVarianceOfTheirNumber() {
    int n = 200;
    double[] values = filled(1, 5, n, n);
    assertEquals(0, Arrays.stream(values).average().orElseThrow(), 4 / Math.sqrt(n) / n);
    double fourth = Arrays.stream(values).map(v -> v * v * v * v).average().orElseThrow();
    assertEquals(3.0 / n / (n + 2), fourth, 0.1 * fourth);
    double diagonal = 0;
    for (int i = 0; i < n; i++) {
      diagonal += values[i * n + i];
    }
    assertEquals(0, diagonal, 4); // the trace has variance 1; without the signs' rule it has not
  }

  @Test
  void valuesDependOnSeedAndName() {
    assertArrayEquals(filled(1, 1, 5, 7), filled(1, 1, 5, 7));
    assertFalse(Arrays.equals(filled(1, 1, 5, 7), filled(1, 2, 5, 7)));
    double[] other = new double[35];
    Initialization.orthogonal(1).fill(other, new int[] {5, 7}, 1, "b.weight");
    assertFalse(Arrays.equals(filled(1, 1, 5, 7), other));
  }

  /** A vector alone is only brought to length 1. */
  @Test
  void aSingleRowPointsWhereItsNormalValuesDo() {
    double[] normals = new double[7];
    Initialization.normal(1).fill(normals, new int[] {7}, 1, "a.weight");
    double length = Math.sqrt(Arrays.stream(normals).map(v -> v * v).sum());
    double[] expected = Arrays.stream(normals).map(v -> v / length).toArray();
    assertArrayEquals(expected, filled(1, 1, 1, 7), 1e-15);
  }
}
