package dev.lanewise.runtime;

import static java.util.Map.entry;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.runtime.program.Reals;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Against {@code torch.optim}: see src/test/python/optimizers.py. */
class OptimizersTest {
  private static final Map<String, Optimizer> OPTIMIZERS =
      Map.ofEntries(
          entry("sgd", Sgd.withLearningRate(0.1)),
          entry("sgd-decay", Sgd.withLearningRate(0.1).weightDecay(0.02)),
          entry("momentum", Sgd.withLearningRate(0.05).momentum(0.9)),
          entry(
              "dampened",
              Sgd.withLearningRate(0.05).momentum(0.9).dampening(0.3).weightDecay(0.01)),
          entry(
              "nesterov",
              Sgd.withLearningRate(0.05).momentum(0.9).weightDecay(0.01).nesterov(true)),
          entry("adagrad", Adagrad.withLearningRate(0.1)),
          entry(
              "adagrad-tuned",
              Adagrad.withLearningRate(0.1)
                  .rateDecay(0.05)
                  .weightDecay(0.1)
                  .initialSum(0.3)
                  .epsilon(1e-3)),
          entry("adadelta", Adadelta.withLearningRate(1)),
          entry(
              "adadelta-tuned",
              Adadelta.withLearningRate(0.5).rho(0.8).epsilon(1e-4).weightDecay(0.1)),
          entry("rmsprop", RmsProp.withLearningRate(0.02)),
          entry("rmsprop-momentum", RmsProp.withLearningRate(0.02).momentum(0.7)),
          entry(
              "rmsprop-centered",
              RmsProp.withLearningRate(0.02).alpha(0.9).centered(true).epsilon(1e-4)),
          entry(
              "rmsprop-tuned",
              RmsProp.withLearningRate(0.02)
                  .alpha(0.8)
                  .epsilon(1e-3)
                  .weightDecay(0.1)
                  .momentum(0.5)
                  .centered(true)),
          entry("adam", Adam.withLearningRate(0.01)),
          entry("adam-tuned", Adam.withLearningRate(0.02).betas(0.8, 0.95).epsilon(1e-4)),
          entry("adam-decay", Adam.withLearningRate(0.02).weightDecay(0.1)),
          entry("amsgrad", Adam.withLearningRate(0.02).betas(0.8, 0.9).amsgrad(true)),
          entry("adamw", AdamW.withLearningRate(0.02)),
          entry(
              "adamw-amsgrad",
              AdamW.withLearningRate(0.02).betas(0.8, 0.9).weightDecay(0.3).amsgrad(true)),
          entry("nadam", Nadam.withLearningRate(0.02)),
          entry(
              "nadam-tuned",
              Nadam.withLearningRate(0.01)
                  .betas(0.8, 0.95)
                  .epsilon(1e-4)
                  .weightDecay(0.1)
                  .momentumDecay(0.1)));

  private static final Optimizer LION =
      Lion.withLearningRate(0.03).betas(0.7, 0.9).weightDecay(0.4);

  static Stream<String> ofPyTorch() {
    return OPTIMIZERS.keySet().stream().sorted();
  }

  static Stream<Optimizer> all() {
    return Stream.concat(ofPyTorch().map(OPTIMIZERS::get), Stream.of(LION));
  }

  /** By step the numbers of one name and type: 20 gradients, one start, five steps' weights. */
  private static SortedMap<Integer, double[]> numbers(String name, String dtype)
      throws IOException {
    SortedMap<Integer, double[]> numbers = new TreeMap<>();
    for (String[] line : Vectors.lines("optimizers.csv")) {
      if (line[0].equals(name) && line[1].equals(dtype)) {
        numbers.put(Integer.parseInt(line[2]), Vectors.numbers(line, 3));
      }
    }
    return numbers;
  }

  private static double[] start() throws IOException {
    return numbers("start", "-").get(0);
  }

  private static SortedMap<Integer, double[]> gradients() throws IOException {
    SortedMap<Integer, double[]> gradients = numbers("gradient", "-");
    assertEquals(20, gradients.size());
    return gradients;
  }

  @ParameterizedTest
  @MethodSource("ofPyTorch")
  void doublesEqualPyTorchForTwentySteps(String name) throws IOException {
    double[] weights = start();
    double[] gradients = new double[weights.length];
    Optimizer.Sweep sweep = OPTIMIZERS.get(name).sweep(weights, gradients);
    SortedMap<Integer, double[]> expected = numbers(name, "float64");
    assertEquals(Set.of(1, 2, 5, 10, 20), expected.keySet());
    for (Map.Entry<Integer, double[]> gradient : gradients().entrySet()) {
      int step = gradient.getKey();
      System.arraycopy(gradient.getValue(), 0, gradients, 0, gradients.length);
      sweep.apply(step, 0, weights.length);
      assertNear(expected.get(step), weights, 1e-14, name + " step " + step);
    }
  }

  @ParameterizedTest
  @MethodSource("ofPyTorch")
  void floatsEqualPyTorchForTwentySteps(String name) throws IOException {
    float[] weights = Reals.toFloats(start());
    float[] gradients = new float[weights.length];
    Optimizer.Sweep sweep = OPTIMIZERS.get(name).sweep(weights, gradients);
    SortedMap<Integer, double[]> expected = numbers(name, "float32");
    assertEquals(Set.of(1, 2, 5, 10, 20), expected.keySet());
    for (Map.Entry<Integer, double[]> gradient : gradients().entrySet()) {
      int step = gradient.getKey();
      System.arraycopy(Reals.toFloats(gradient.getValue()), 0, gradients, 0, gradients.length);
      sweep.apply(step, 0, weights.length);
      // PyTorch's kernels fuse some products and sums; rounding adds up over the steps.
      assertNear(expected.get(step), Reals.toDoubles(weights), 1e-6, name + " step " + step);
    }
  }

  private static void assertNear(
      double[] expected, double[] actual, double tolerance, String message) {
    for (int i = 0; expected != null && i < actual.length; i++) {
      assertEquals(expected[i], actual[i], tolerance * (1 + Math.abs(expected[i])), message);
    }
  }

  /** PyTorch has no Lion: against the paper's algorithm 2, line by line. */
  @Test
  void lionIsThePapers() throws IOException {
    double[] doubles = start();
    float[] floats = Reals.toFloats(doubles);
    double[] doubleGradients = new double[doubles.length];
    float[] floatGradients = new float[doubles.length];
    Optimizer.Sweep ofDoubles = LION.sweep(doubles, doubleGradients);
    Optimizer.Sweep ofFloats = LION.sweep(floats, floatGradients);
    double[] theta = start();
    double[] m = new double[theta.length];
    for (Map.Entry<Integer, double[]> gradient : gradients().entrySet()) {
      for (int i = 0; i < theta.length; i++) {
        double g = gradient.getValue()[i];
        doubleGradients[i] = g;
        floatGradients[i] = (float) g;
        double c = 0.7 * m[i] + (1 - 0.7) * g;
        double sign = c > 0 ? 1 : c < 0 ? -1 : 0;
        theta[i] = theta[i] - 0.03 * (sign + 0.4 * theta[i]);
        m[i] = 0.9 * m[i] + (1 - 0.9) * g;
      }
      ofDoubles.apply(gradient.getKey(), 0, theta.length);
      ofFloats.apply(gradient.getKey(), 0, theta.length);
      assertNear(theta, doubles, 1e-14, "step " + gradient.getKey());
      assertNear(theta, Reals.toDoubles(floats), 1e-6, "step " + gradient.getKey());
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void rangesGiveTheSameBitsAsTheWhole(Optimizer optimizer) {
    float[] whole = new float[1001];
    float[] gradients = new float[1001];
    for (int i = 0; i < whole.length; i++) {
      whole[i] = (float) Math.sin(i);
      gradients[i] = (float) Math.cos(3 * i);
    }
    float[] parts = whole.clone();
    Optimizer.Sweep wholeSweep = optimizer.sweep(whole, gradients);
    Optimizer.Sweep partSweep = optimizer.sweep(parts, gradients);
    for (int step = 1; step <= 3; step++) {
      wholeSweep.apply(step, 0, 1001);
      partSweep.apply(step, 700, 1001);
      partSweep.apply(step, 0, 3);
      partSweep.apply(step, 3, 700);
    }
    assertArrayEquals(whole, parts);
  }

  @ParameterizedTest
  @MethodSource("all")
  void padsStayZero(Optimizer optimizer) {
    float[] floats = new float[3];
    double[] doubles = new double[3];
    Optimizer.Sweep floatSweep = optimizer.sweep(floats, new float[3]);
    Optimizer.Sweep doubleSweep = optimizer.sweep(doubles, new double[3]);
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
  void nadamsMomentumProductIsThatOfAllStepsHoweverLateItIs() {
    double[] weight = {1};
    Optimizer.Sweep sweep = Nadam.withLearningRate(0.1).sweep(weight, new double[] {1});
    ((double[]) sweep.state().get("exp_avg_sq"))[0] = 1;
    sweep.apply(1_000_000, 0, 1);
    // By then mu = 0.9, both products are 0: 0.1 * (0.1 * 1 + 0.9 * 0.1) / (sqrt(1) + 1e-8)
    assertEquals(1 - 0.019, weight[0], 1e-9);
  }

  @Test
  void centredRmsPropSurvivesGradientsThatNeverChange() {
    float[] weight = {1};
    Optimizer.Sweep sweep =
        RmsProp.withLearningRate(1e-9).alpha(0.5).centered(true).sweep(weight, new float[] {0.1f});
    for (int step = 1; step <= 200; step++) {
      sweep.apply(step, 0, 1);
    }
    assertTrue(Float.isFinite(weight[0]));
  }

  @ParameterizedTest
  @MethodSource("all")
  void theStateIsAllThatASweepRemembers(Optimizer optimizer) {
    double[] weights = {1, -2, 3};
    double[] gradients = {0.5, 0.25, -1};
    Optimizer.Sweep sweep = optimizer.sweep(weights, gradients);
    sweep.apply(1, 0, 3);
    sweep.apply(2, 0, 3);
    double[] resumed = weights.clone();
    Optimizer.Sweep other = optimizer.sweep(resumed, gradients);
    assertEquals(sweep.state().keySet(), other.state().keySet());
    sweep
        .state()
        .forEach((name, array) -> System.arraycopy(array, 0, other.state().get(name), 0, 3));
    sweep.apply(3, 0, 3);
    other.apply(3, 0, 3);
    assertArrayEquals(weights, resumed);
  }

  @Test
  void optimizersTellTheirNames() {
    assertEquals("Sgd", Sgd.withLearningRate(1).name());
    assertEquals("Adam", Adam.withLearningRate(1).name());
    assertEquals("AdamW", AdamW.withLearningRate(1).name());
    assertTrue(Lion.withLearningRate(0.5).toString().startsWith("Lion[learningRate=0.5, "));
  }

  @Test
  void impossibleSettingsAreRefused() {
    for (double bad : new double[] {-1, Double.NaN, Double.POSITIVE_INFINITY}) {
      for (Executable settings :
          new Executable[] {
            () -> Sgd.withLearningRate(bad),
            () -> Sgd.withLearningRate(1).momentum(bad),
            () -> Sgd.withLearningRate(1).dampening(bad),
            () -> Sgd.withLearningRate(1).weightDecay(bad),
            () -> Adam.withLearningRate(bad),
            () -> Adam.withLearningRate(1).betas(bad, 0.9),
            () -> Adam.withLearningRate(1).betas(0.9, bad),
            () -> Adam.withLearningRate(1).epsilon(bad),
            () -> Adam.withLearningRate(1).weightDecay(bad),
            () -> AdamW.withLearningRate(bad),
            () -> Nadam.withLearningRate(bad),
            () -> Nadam.withLearningRate(1).betas(bad, 0.9),
            () -> Nadam.withLearningRate(1).momentumDecay(bad),
            () -> Adagrad.withLearningRate(bad),
            () -> Adagrad.withLearningRate(1).rateDecay(bad),
            () -> Adagrad.withLearningRate(1).initialSum(bad),
            () -> Adadelta.withLearningRate(bad),
            () -> Adadelta.withLearningRate(1).rho(bad),
            () -> RmsProp.withLearningRate(bad),
            () -> RmsProp.withLearningRate(1).alpha(bad),
            () -> RmsProp.withLearningRate(1).momentum(bad),
            () -> Lion.withLearningRate(bad),
            () -> Lion.withLearningRate(1).betas(bad, 0.9),
          }) {
        assertThrows(IllegalArgumentException.class, settings);
      }
    }
    assertThrows(IllegalArgumentException.class, () -> Sgd.withLearningRate(1).momentum(1));
    assertThrows(IllegalArgumentException.class, () -> Sgd.withLearningRate(1).nesterov(true));
    assertThrows(IllegalArgumentException.class, () -> Adam.withLearningRate(1).epsilon(0));
    assertThrows(IllegalArgumentException.class, () -> Adam.withLearningRate(1).epsilon(1e-60));
  }
}
