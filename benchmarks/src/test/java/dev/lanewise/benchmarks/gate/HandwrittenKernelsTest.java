package dev.lanewise.benchmarks.gate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** The baseline has to be right before it is worth being compared with. */
class HandwrittenKernelsTest {

  private static final int C = 64;
  private static final int SIZE = 56;
  private static final int PADDED = 58;

  /** F(4x4, 3x3): the rows of G, by which a 3x3 kernel becomes 6x6 as G k G'. */
  private static final double[][] G = {
    {1 / 4.0, 0, 0},
    {-1 / 6.0, -1 / 6.0, -1 / 6.0},
    {-1 / 6.0, 1 / 6.0, -1 / 6.0},
    {1 / 24.0, 1 / 12.0, 1 / 6.0},
    {1 / 24.0, -1 / 12.0, 1 / 6.0},
    {0, 0, 1},
  };

  private final GateKernels kernels = new HandwrittenKernels();
  private final float[] in = random(C * PADDED * PADDED + 64, 1);
  private final float[] weights = random(C * C * 9, 2);
  private final float[] bias = random(C, 3);

  @Test
  void directConvolutionMatchesTheSum() {
    float[] packed = new float[C * C * 9];
    for (int oc = 0; oc < C; oc++) {
      for (int ic = 0; ic < C; ic++) {
        for (int kh = 0; kh < 3; kh++) {
          for (int kw = 0; kw < 3; kw++) {
            int row = (((oc / 32) * 4 + ic / 16) * 3 + kh) * 48 + kw * 16 + ic % 16;
            packed[row * 32 + oc % 32] = weights[((oc * C + ic) * 3 + kh) * 3 + kw];
          }
        }
      }
    }
    float[] out = new float[C * SIZE * SIZE];
    kernels.directConv(in, packed, bias, out);
    assertArrayEquals(reference(), out, 1e-5f);
  }

  @Test
  void winogradConvolutionMatchesTheSum() {
    float[] transformed = new float[36 * C * C];
    for (int oc = 0; oc < C; oc++) {
      for (int ic = 0; ic < C; ic++) {
        for (int e = 0; e < 36; e++) {
          double sum = 0;
          for (int kh = 0; kh < 3; kh++) {
            for (int kw = 0; kw < 3; kw++) {
              sum += G[e / 6][kh] * weights[((oc * C + ic) * 3 + kh) * 3 + kw] * G[e % 6][kw];
            }
          }
          transformed[((e * 2 + oc / 32) * C + ic) * 32 + oc % 32] = (float) sum;
        }
      }
    }
    float[] out = new float[C * SIZE * SIZE];
    kernels.winogradConv(
        in,
        transformed,
        bias,
        out,
        new float[36 * 196 * C],
        new float[36 * 196 * C],
        new float[576]);
    assertArrayEquals(reference(), out, 1e-4f);
  }

  @Test
  void lstmStepsMatchTheFormulas() {
    LstmState state = LstmState.random(64, 5);
    double[] hidden = new double[64];
    double[] cell = new double[64];
    for (int step = 0; step < 4; step++) {
      kernels.lstmStep(state);
      hidden = referenceStep(state, hidden, cell);
      float[] actual = state.hidden();
      for (int j = 0; j < 64; j++) {
        assertEquals(hidden[j], actual[j], 1e-6);
        assertEquals(cell[j], state.cell()[j], 1e-6);
      }
    }
  }

  /** The new hidden state; the cell state is overwritten. */
  private static double[] referenceStep(LstmState state, double[] hidden, double[] cell) {
    int n = state.units();
    double[] result = new double[n];
    for (int j = 0; j < n; j++) {
      double[] gate = new double[4];
      for (int g = 0; g < 4; g++) {
        int at = g * 32 + j % 32;
        gate[g] = state.bias()[j / 32 * 128 + at];
        for (int k = 0; k < 2 * n; k++) {
          double z = k < n ? state.z()[k] : hidden[k - n];
          gate[g] += z * state.weights()[(j / 32 * 2 * n + k) * 128 + at];
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

  /** ReLU of the convolution in double, as {@code [64/16][56][56][16]}. */
  private float[] reference() {
    float[] out = new float[C * SIZE * SIZE];
    for (int oc = 0; oc < C; oc++) {
      for (int y = 0; y < SIZE; y++) {
        for (int x = 0; x < SIZE; x++) {
          double sum = bias[oc];
          for (int ic = 0; ic < C; ic++) {
            for (int k = 0; k < 9; k++) {
              int row = (ic / 16 * PADDED + y + k / 3) * PADDED + x + k % 3;
              sum += (double) in[row * 16 + ic % 16] * weights[(oc * C + ic) * 9 + k];
            }
          }
          out[((oc / 16 * SIZE + y) * SIZE + x) * 16 + oc % 16] = (float) Math.max(0, sum);
        }
      }
    }
    return out;
  }

  private static float[] random(int size, long seed) {
    Random random = new Random(seed);
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = random.nextFloat() - 0.5f;
    }
    return values;
  }
}
