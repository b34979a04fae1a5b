package dev.lanewise.benchmarks.gate;

/**
 * One implementation of the three kernels, on the layouts of the hand-written ones at 512 bits. All
 * arrays belong to the caller.
 */
public interface GateKernels {

  /**
   * 3x3 convolution, 64 to 64 channels, 56x56, stride 1, with bias and ReLU.
   *
   * @param in padded input {@code [64/16][58][58][16]}
   * @param weights {@code [64/32][64/16][3][3*16][32]}
   * @param bias {@code [64]}
   * @param out {@code [64/16][56][56][16]}
   */
  void directConv(float[] in, float[] weights, float[] bias, float[] out);

  /**
   * The same convolution by Winograd F(4x4, 3x3).
   *
   * @param in padded input {@code [64/16][58][58][16]} and 64 floats of slack
   * @param weights transformed, {@code [36][64/32][64][32]}
   * @param bias {@code [64]}
   * @param out {@code [64/16][56][56][16]}
   * @param inputs scratch, {@code [36][196][64]}
   * @param products scratch, {@code [36][196][64]}
   * @param tile scratch, {@code [6][6][16]}
   */
  void winogradConv(
      float[] in,
      float[] weights,
      float[] bias,
      float[] out,
      float[] inputs,
      float[] products,
      float[] tile);

  /** One LSTM step at batch 1, as many inputs as units. */
  void lstmStep(LstmState state);
}
