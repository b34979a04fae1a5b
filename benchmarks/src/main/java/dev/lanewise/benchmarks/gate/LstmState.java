package dev.lanewise.benchmarks.gate;

import java.util.Arrays;
import java.util.Random;

/**
 * What one LSTM step reads and writes; gates are interleaved by blocks of P units, in the order i,
 * f, g, o.
 *
 * @param units inputs and units; a multiple of P
 * @param block units P of a block: two vectors, 32 at 512 bits
 * @param z input and hidden state, {@code [2 units]}; the step overwrites its second half
 * @param weights {@code [units/P][2 units][4][P]}
 * @param bias {@code [units/P][4][P]}
 * @param gates scratch, {@code [units/P][4][P]}
 * @param cell cell state, {@code [units]}
 * @param tanhCell scratch, {@code [units]}
 * @param scale inner scale of each gate's tanh: 1/2 where it is to be a sigmoid, else 1
 * @param slope outer scale of each gate's tanh, equal to the inner one
 * @param shift what each gate adds: 1/2 or 0
 * @param ones {@code [units]} ones
 * @param zeros {@code [units]} zeros
 */
public record LstmState(
    int units,
    int block,
    float[] z,
    float[] weights,
    float[] bias,
    float[] gates,
    float[] cell,
    float[] tanhCell,
    float[] scale,
    float[] slope,
    float[] shift,
    float[] ones,
    float[] zeros) {

  /** Random weights, biases and inputs; no hidden state and no cell state yet. */
  public static LstmState random(int units, int block, long seed) {
    Random random = new Random(seed);
    LstmState state =
        new LstmState(
            units,
            block,
            new float[2 * units],
            new float[8 * units * units],
            new float[4 * units],
            new float[4 * units],
            new float[units],
            new float[units],
            new float[4 * units],
            new float[4 * units],
            new float[4 * units],
            new float[units],
            new float[units]);
    for (int k = 0; k < units; k++) {
      state.z[k] = random.nextFloat() - 0.5f;
    }
    for (int i = 0; i < state.weights.length; i++) {
      state.weights[i] = (random.nextFloat() - 0.5f) * 0.2f;
    }
    for (int i = 0; i < state.bias.length; i++) {
      state.bias[i] = random.nextFloat() - 0.5f;
      boolean candidate = i / block % 4 == 2;
      state.scale[i] = candidate ? 1 : 0.5f;
      state.slope[i] = state.scale[i];
      state.shift[i] = candidate ? 0 : 0.5f;
    }
    Arrays.fill(state.ones, 1);
    return state;
  }

  /** Forgets the hidden state and the cell state. */
  public void reset() {
    Arrays.fill(z, units, 2 * units, 0);
    Arrays.fill(cell, 0);
  }

  /** The hidden state. */
  public float[] hidden() {
    return Arrays.copyOfRange(z, units, 2 * units);
  }
}
