package dev.lanewise.benchmarks.gate;

/**
 * One implementation of the three kernels. Layouts are for vectors of L floats and panels of P
 * output channels, two vectors: 16 and 32 at 512 bits. All arrays belong to the caller; the sizes
 * are those of the hand-written kernels.
 */
public interface GateKernels {

  /**
   * 3x3 convolution, 64 to 64 channels, 56x56, stride 1, with bias and ReLU.
   *
   * @param in padded input {@code [64/L][58][58][L]}
   * @param weights {@code [64/P][64/L][3][3*L][P]}
   * @param bias {@code [64]}
   * @param out {@code [64/L][56][56][L]}
   */
  void directConv(float[] in, float[] weights, float[] bias, float[] out);

  /**
   * The same convolution by Winograd F(4x4, 3x3).
   *
   * @param in padded input {@code [64/L][58][58][L]} and 64 floats of slack
   * @param weights transformed, {@code [36][64/P][64][P]}
   * @param bias {@code [64]}
   * @param out {@code [64/L][56][56][L]}
   * @param inputs scratch, {@code [36][196][64]}
   * @param products scratch, {@code [36][196][64]}
   * @param tile scratch, {@code [6][6][L]}
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
