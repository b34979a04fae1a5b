package dev.lanewise.benchmarks.gate;

import java.util.Random;

/**
 * A 3x3 convolution with bias and ReLU on random data: packed for a width, and computed in double.
 *
 * @param lanes L of the layouts of {@link GateKernels}; P is twice that
 */
record Convolution(int channels, int size, int lanes) {
  /** F(4x4, 3x3): the rows of G, by which a 3x3 kernel becomes 6x6 as G k G'. */
  private static final double[][] G = {
    {1 / 4.0, 0, 0},
    {-1 / 6.0, -1 / 6.0, -1 / 6.0},
    {-1 / 6.0, 1 / 6.0, -1 / 6.0},
    {1 / 24.0, 1 / 12.0, 1 / 6.0},
    {1 / 24.0, -1 / 12.0, 1 / 6.0},
    {0, 0, 1},
  };

  /** {@code [channels/L][size+2][size+2][L]} and 64 floats of slack. */
  float[] in() {
    return random(channels * (size + 2) * (size + 2) + 64, 1);
  }

  float[] bias() {
    return random(channels, 3);
  }

  /** {@code [channels/P][channels/L][3][3*L][P]}. */
  float[] directWeights() {
    float[] weights = weights();
    float[] packed = new float[weights.length];
    int panel = 2 * lanes;
    for (int oc = 0; oc < channels; oc++) {
      for (int ic = 0; ic < channels; ic++) {
        for (int k = 0; k < 9; k++) {
          int block = oc / panel * (channels / lanes) + ic / lanes;
          int row = ((block * 3 + k / 3) * 3 + k % 3) * lanes + ic % lanes;
          packed[row * panel + oc % panel] = weights[(oc * channels + ic) * 9 + k];
        }
      }
    }
    return packed;
  }

  /** {@code [36][channels/P][channels][P]}. */
  float[] winogradWeights() {
    float[] weights = weights();
    float[] transformed = new float[36 * channels * channels];
    int panel = 2 * lanes;
    for (int oc = 0; oc < channels; oc++) {
      for (int ic = 0; ic < channels; ic++) {
        for (int e = 0; e < 36; e++) {
          double sum = 0;
          for (int k = 0; k < 9; k++) {
            sum += G[e / 6][k / 3] * weights[(oc * channels + ic) * 9 + k] * G[e % 6][k % 3];
          }
          int row = (e * (channels / panel) + oc / panel) * channels + ic;
          transformed[row * panel + oc % panel] = (float) sum;
        }
      }
    }
    return transformed;
  }

  /** Scratch of Winograd: {@code [36][tiles][channels]}. */
  float[] matrices() {
    return new float[36 * (size / 4) * (size / 4) * channels];
  }

  /** {@code [channels/L][size][size][L]}. */
  float[] expected() {
    float[] in = in();
    float[] weights = weights();
    float[] bias = bias();
    float[] out = new float[channels * size * size];
    for (int oc = 0; oc < channels; oc++) {
      for (int y = 0; y < size; y++) {
        for (int x = 0; x < size; x++) {
          double sum = bias[oc];
          for (int ic = 0; ic < channels; ic++) {
            for (int k = 0; k < 9; k++) {
              int row = (ic / lanes * (size + 2) + y + k / 3) * (size + 2) + x + k % 3;
              sum += (double) in[row * lanes + ic % lanes] * weights[(oc * channels + ic) * 9 + k];
            }
          }
          int row = (oc / lanes * size + y) * size + x;
          out[row * lanes + oc % lanes] = (float) Math.max(0, sum);
        }
      }
    }
    return out;
  }

  /** {@code [channels][channels][3][3]}. */
  private float[] weights() {
    return random(channels * channels * 9, 2);
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
