package dev.lanewise.runtime;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.lanewise.runtime.program.Reals;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against {@code torch.optim}: see src/test/python/optimizers.py. */
class OptimizersTest {
  private static final Map<String, Optimizer> OPTIMIZERS =
      Map.of(
          "sgd", Sgd.withLearningRate(0.1),
          "momentum", Sgd.withLearningRate(0.05).momentum(0.9),
          "adam", Adam.withLearningRate(0.01),
          "adam-tuned", Adam.withLearningRate(0.02).betas(0.8, 0.95).epsilon(1e-4));

  private static List<double[]> numbers(String name, String dtype) throws IOException {
    List<double[]> numbers = new ArrayList<>();
    for (String[] line : Vectors.lines("optimizers.csv")) {
      if (line[0].equals(name) && line[1].equals(dtype)) {
        assertEquals(name.equals("start") ? 0 : numbers.size() + 1, Integer.parseInt(line[2]));
        numbers.add(Vectors.numbers(line, 3));
      }
    }
    return numbers;
  }

  @ParameterizedTest
  @ValueSource(strings = {"sgd", "momentum", "adam", "adam-tuned"})
  void doublesEqualPyTorchForTwentySteps(String name) throws IOException {
    double[] weights = numbers("start", "-").getFirst();
    double[] gradients = new double[weights.length];
    Optimizer.Sweep sweep = OPTIMIZERS.get(name).sweep(weights, gradients);
    List<double[]> expected = numbers(name, "float64");
    assertEquals(20, expected.size());
    for (int step = 1; step <= 20; step++) {
      double[] gradient = numbers("gradient", "-").get(step - 1);
      System.arraycopy(gradient, 0, gradients, 0, gradient.length);
      sweep.apply(step, 0, weights.length);
      for (int i = 0; i < weights.length; i++) {
        double due = expected.get(step - 1)[i];
        assertEquals(due, weights[i], 1e-14 * (1 + Math.abs(due)), name + " step " + step);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"sgd", "momentum", "adam", "adam-tuned"})
  void floatsEqualPyTorchForTwentySteps(String name) throws IOException {
    float[] weights = Reals.toFloats(numbers("start", "-").getFirst());
    float[] gradients = new float[weights.length];
    Optimizer.Sweep sweep = OPTIMIZERS.get(name).sweep(weights, gradients);
    List<double[]> expected = numbers(name, "float32");
    assertEquals(20, expected.size());
    for (int step = 1; step <= 20; step++) {
      float[] gradient = Reals.toFloats(numbers("gradient", "-").get(step - 1));
      System.arraycopy(gradient, 0, gradients, 0, gradient.length);
      sweep.apply(step, 0, weights.length);
      for (int i = 0; i < weights.length; i++) {
        double due = expected.get(step - 1)[i];
        // PyTorch's kernels fuse some products and sums; rounding adds up over the steps.
        assertEquals(due, weights[i], 1e-6 * (1 + Math.abs(due)), name + " step " + step);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"sgd", "momentum", "adam", "adam-tuned"})
  void rangesGiveTheSameBitsAsTheWhole(String name) {
    float[] whole = new float[1001];
    float[] gradients = new float[1001];
    for (int i = 0; i < whole.length; i++) {
      whole[i] = (float) Math.sin(i);
      gradients[i] = (float) Math.cos(3 * i);
    }
    float[] parts = whole.clone();
    Optimizer.Sweep wholeSweep = OPTIMIZERS.get(name).sweep(whole, gradients);
    Optimizer.Sweep partSweep = OPTIMIZERS.get(name).sweep(parts, gradients);
    for (int step = 1; step <= 3; step++) {
      wholeSweep.apply(step, 0, 1001);
      partSweep.apply(step, 700, 1001);
      partSweep.apply(step, 0, 3);
      partSweep.apply(step, 3, 700);
    }
    assertArrayEquals(whole, parts);
  }

  @ParameterizedTest
  @ValueSource(strings = {"sgd", "momentum", "adam", "adam-tuned"})
  void padsStayZero(String name) {
    float[] floats = new float[3];
    double[] doubles = new double[3];
    Optimizer.Sweep floatSweep = OPTIMIZERS.get(name).sweep(floats, new float[3]);
    Optimizer.Sweep doubleSweep = OPTIMIZERS.get(name).sweep(doubles, new double[3]);
    for (int step = 1; step <= 1000; step++) {
      floatSweep.apply(step, 0, 3);
      doubleSweep.apply(step, 0, 3);
    }
    assertArrayEquals(new float[3], floats);
    assertArrayEquals(new double[3], doubles);
  }

  @Test
  void adamsFirstStepsAreCorrectedForTheirStart() {
    double[] weight = {0};
    double[] gradient = {1e-3};
    Adam.withLearningRate(0.1).epsilon(1e-30).sweep(weight, gradient).apply(1, 0, 1);
    assertEquals(-0.1, weight[0], 1e-12);
  }

  @Test
  void impossibleSettingsAreRefused() {
    for (double bad : new double[] {-1, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThrows(IllegalArgumentException.class, () -> Sgd.withLearningRate(bad));
      assertThrows(IllegalArgumentException.class, () -> Adam.withLearningRate(bad));
      assertThrows(IllegalArgumentException.class, () -> Sgd.withLearningRate(1).momentum(bad));
      assertThrows(IllegalArgumentException.class, () -> Adam.withLearningRate(1).betas(bad, 0.9));
      assertThrows(IllegalArgumentException.class, () -> Adam.withLearningRate(1).betas(0.9, bad));
      assertThrows(IllegalArgumentException.class, () -> Adam.withLearningRate(1).epsilon(bad));
    }
    assertThrows(IllegalArgumentException.class, () -> Sgd.withLearningRate(1).momentum(1));
    assertThrows(IllegalArgumentException.class, () -> Adam.withLearningRate(1).epsilon(0));
    assertThrows(IllegalArgumentException.class, () -> Adam.withLearningRate(1).epsilon(1e-60));
  }
}
