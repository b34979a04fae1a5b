package dev.lanewise.benchmarks.gate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.lanewise.processor.loop.DType;
import dev.lanewise.processor.loop.Target;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Both sides of the gate, and every width of the generated one, against sums in double. */
class GateKernelsTest {

  /** Kernels of one size. */
  private record Case(
      String name, GateKernels kernels, int lanes, int channels, int size, int units) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Case> cases() {
    return Stream.concat(
        Stream.of(
            new Case("handwritten", new HandwrittenKernels(), 16, 64, 56, 64),
            new Case("generated", new GeneratedKernels(), 16, 64, 56, 64)),
        Stream.of(Target.VECTOR_512, Target.VECTOR_256, Target.VECTOR_128, Target.SCALAR)
            .map(GateKernelsTest::small));
  }

  /** 12 pixels and 9 tiles, so that tiles of 7 and of 4 pixels are joined by smaller ones. */
  private static Case small(Target target) {
    return new Case(
        "generated, " + target,
        new GeneratedKernels(target, 32, 12, 32),
        target.lanes(DType.F32),
        32,
        12,
        32);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void directConvolutionMatchesTheSum(Case c) {
    Convolution convolution = new Convolution(c.channels(), c.size(), c.lanes());
    float[] out = new float[c.channels() * c.size() * c.size()];
    c.kernels().directConv(convolution.in(), convolution.directWeights(), convolution.bias(), out);
    assertArrayEquals(convolution.expected(), out, 1e-5f);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void winogradConvolutionMatchesTheSum(Case c) {
    Convolution convolution = new Convolution(c.channels(), c.size(), c.lanes());
    float[] out = new float[c.channels() * c.size() * c.size()];
    c.kernels()
        .winogradConv(
            convolution.in(),
            convolution.winogradWeights(),
            convolution.bias(),
            out,
            convolution.matrices(),
            convolution.matrices(),
            new float[36 * c.lanes()]);
    assertArrayEquals(convolution.expected(), out, 1e-4f);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void lstmStepsMatchTheFormulas(Case c) {
    LstmState state = LstmState.random(c.units(), 2 * c.lanes(), 5);
    double[] hidden = new double[c.units()];
    double[] cell = new double[c.units()];
    for (int step = 0; step < 4; step++) {
      c.kernels().lstmStep(state);
      hidden = referenceStep(state, hidden, cell);
      float[] actual = state.hidden();
      for (int j = 0; j < c.units(); j++) {
        assertEquals(hidden[j], actual[j], 1e-6);
        assertEquals(cell[j], state.cell()[j], 1e-6);
      }
    }
  }

  @Test
  void otherSizesThanTheGeneratedOneAreRefused() {
    GateKernels kernels = new GeneratedKernels(Target.SCALAR, 32, 12, 32);
    LstmState state = LstmState.random(64, 2, 5);
    assertThrows(IllegalArgumentException.class, () -> kernels.lstmStep(state));
  }

  /** The new hidden state; the cell state is overwritten. */
  private static double[] referenceStep(LstmState state, double[] hidden, double[] cell) {
    int n = state.units();
    int block = state.block();
    double[] result = new double[n];
    for (int j = 0; j < n; j++) {
      double[] gate = new double[4];
      for (int g = 0; g < 4; g++) {
        int at = g * block + j % block;
        gate[g] = state.bias()[j / block * 4 * block + at];
        for (int k = 0; k < 2 * n; k++) {
          double z = k < n ? state.z()[k] : hidden[k - n];
          gate[g] += z * state.weights()[(j / block * 2 * n + k) * 4 * block + at];
        }
      }
      cell[j] = sigmoid(gate[1]) * cell[j] + sigmoid(gate[0]) * Math.tanh(gate[2]);
      result[j] = sigmoid(gate[3]) * Math.tanh(cell[j]);
    }
    return result;
  }

  private static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }
}
