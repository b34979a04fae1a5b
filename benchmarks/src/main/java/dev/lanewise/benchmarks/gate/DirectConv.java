package dev.lanewise.benchmarks.gate;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * What good generated code looks like: direct 3x3 convolution, 64 to 64 channels, 56x56, stride 1,
 * bias and ReLU fused. Layouts for 16 lanes: input [C/16][58][58][16] (padded), weights
 * [OC/32][C/16][3][3*16][32], output [OC/16][56][56][16].
 */
final class DirectConv {
  private static final VectorSpecies<Float> F = FloatVector.SPECIES_512;

  /** Driver: no vectors here, so that the tile below is the one hot loop of its method. */
  static void conv(float[] in, float[] w, float[] bias, float[] out) {
    for (int ob = 0; ob < 2; ob++)
      for (int oh = 0; oh < 56; oh++)
        for (int ow = 0; ow < 56; ow += 7) tile(in, w, bias, out, ob, oh, ow);
  }

  /**
   * One register tile: 7 output pixels x 2 vectors of output channels = 14 accumulators; the loop
   * over input channels and kernel columns is one contiguous counted loop of 48.
   */
  static void tile(float[] in, float[] w, float[] bias, float[] out, int ob, int oh, int ow) {
    FloatVector b0 = FloatVector.fromArray(F, bias, ob * 32 + 0);
    FloatVector b1 = FloatVector.fromArray(F, bias, ob * 32 + 16);
    FloatVector c0_0 = b0;
    FloatVector c0_1 = b1;
    FloatVector c1_0 = b0;
    FloatVector c1_1 = b1;
    FloatVector c2_0 = b0;
    FloatVector c2_1 = b1;
    FloatVector c3_0 = b0;
    FloatVector c3_1 = b1;
    FloatVector c4_0 = b0;
    FloatVector c4_1 = b1;
    FloatVector c5_0 = b0;
    FloatVector c5_1 = b1;
    FloatVector c6_0 = b0;
    FloatVector c6_1 = b1;
    int wo = ob * 18432;
    for (int r = 0; r < 12; r++) {
      int icb = r / 3, kh = r % 3;
      int io = ((icb * 58 + oh + kh) * 58 + ow) * 16;
      for (int kc = 0; kc < 48; kc++) {
        FloatVector w0 = FloatVector.fromArray(F, w, wo + 0);
        FloatVector w1 = FloatVector.fromArray(F, w, wo + 16);
        FloatVector x0 = FloatVector.broadcast(F, in[io + kc + 0]);
        c0_0 = x0.fma(w0, c0_0);
        c0_1 = x0.fma(w1, c0_1);
        FloatVector x1 = FloatVector.broadcast(F, in[io + kc + 16]);
        c1_0 = x1.fma(w0, c1_0);
        c1_1 = x1.fma(w1, c1_1);
        FloatVector x2 = FloatVector.broadcast(F, in[io + kc + 32]);
        c2_0 = x2.fma(w0, c2_0);
        c2_1 = x2.fma(w1, c2_1);
        FloatVector x3 = FloatVector.broadcast(F, in[io + kc + 48]);
        c3_0 = x3.fma(w0, c3_0);
        c3_1 = x3.fma(w1, c3_1);
        FloatVector x4 = FloatVector.broadcast(F, in[io + kc + 64]);
        c4_0 = x4.fma(w0, c4_0);
        c4_1 = x4.fma(w1, c4_1);
        FloatVector x5 = FloatVector.broadcast(F, in[io + kc + 80]);
        c5_0 = x5.fma(w0, c5_0);
        c5_1 = x5.fma(w1, c5_1);
        FloatVector x6 = FloatVector.broadcast(F, in[io + kc + 96]);
        c6_0 = x6.fma(w0, c6_0);
        c6_1 = x6.fma(w1, c6_1);
        wo += 32;
      }
    }
    c0_0.max(0f).intoArray(out, (((ob * 2 + 0) * 56 + oh) * 56 + ow + 0) * 16);
    c0_1.max(0f).intoArray(out, (((ob * 2 + 1) * 56 + oh) * 56 + ow + 0) * 16);
    c1_0.max(0f).intoArray(out, (((ob * 2 + 0) * 56 + oh) * 56 + ow + 1) * 16);
    c1_1.max(0f).intoArray(out, (((ob * 2 + 1) * 56 + oh) * 56 + ow + 1) * 16);
    c2_0.max(0f).intoArray(out, (((ob * 2 + 0) * 56 + oh) * 56 + ow + 2) * 16);
    c2_1.max(0f).intoArray(out, (((ob * 2 + 1) * 56 + oh) * 56 + ow + 2) * 16);
    c3_0.max(0f).intoArray(out, (((ob * 2 + 0) * 56 + oh) * 56 + ow + 3) * 16);
    c3_1.max(0f).intoArray(out, (((ob * 2 + 1) * 56 + oh) * 56 + ow + 3) * 16);
    c4_0.max(0f).intoArray(out, (((ob * 2 + 0) * 56 + oh) * 56 + ow + 4) * 16);
    c4_1.max(0f).intoArray(out, (((ob * 2 + 1) * 56 + oh) * 56 + ow + 4) * 16);
    c5_0.max(0f).intoArray(out, (((ob * 2 + 0) * 56 + oh) * 56 + ow + 5) * 16);
    c5_1.max(0f).intoArray(out, (((ob * 2 + 1) * 56 + oh) * 56 + ow + 5) * 16);
    c6_0.max(0f).intoArray(out, (((ob * 2 + 0) * 56 + oh) * 56 + ow + 6) * 16);
    c6_1.max(0f).intoArray(out, (((ob * 2 + 1) * 56 + oh) * 56 + ow + 6) * 16);
  }
}
