package dev.lanewise.benchmarks.gate;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * One LSTM step at batch 1 as three kernels, each with one hot loop: the gates' matrix-vector
 * product over [x; h] (four gates interleaved per block of 32 units: 8 accumulators), tanh over all
 * gates with scales that make it a sigmoid where one is wanted, and the cell update. Fusing them
 * into one method needs 145 vector call sites and is no faster.
 */
final class LstmStep {
  private static final VectorSpecies<Float> F = FloatVector.SPECIES_512;

  /**
   * gates[0..128) += w . z for one block of 32 units; w is [z][gate][32], the bias seeds the
   * accumulators.
   */
  static void gates(float[] z, float[] w, int wo, float[] bias, float[] gates, int go, int n) {
    FloatVector i0 = FloatVector.fromArray(F, bias, go);
    FloatVector i1 = FloatVector.fromArray(F, bias, go + 16);
    FloatVector f0 = FloatVector.fromArray(F, bias, go + 32);
    FloatVector f1 = FloatVector.fromArray(F, bias, go + 48);
    FloatVector g0 = FloatVector.fromArray(F, bias, go + 64);
    FloatVector g1 = FloatVector.fromArray(F, bias, go + 80);
    FloatVector o0 = FloatVector.fromArray(F, bias, go + 96);
    FloatVector o1 = FloatVector.fromArray(F, bias, go + 112);
    for (int k = 0; k < n; k++) {
      FloatVector v = FloatVector.broadcast(F, z[k]);
      i0 = v.fma(FloatVector.fromArray(F, w, wo), i0);
      i1 = v.fma(FloatVector.fromArray(F, w, wo + 16), i1);
      f0 = v.fma(FloatVector.fromArray(F, w, wo + 32), f0);
      f1 = v.fma(FloatVector.fromArray(F, w, wo + 48), f1);
      g0 = v.fma(FloatVector.fromArray(F, w, wo + 64), g0);
      g1 = v.fma(FloatVector.fromArray(F, w, wo + 80), g1);
      o0 = v.fma(FloatVector.fromArray(F, w, wo + 96), o0);
      o1 = v.fma(FloatVector.fromArray(F, w, wo + 112), o1);
      wo += 128;
    }
    i0.intoArray(gates, go);
    i1.intoArray(gates, go + 16);
    f0.intoArray(gates, go + 32);
    f1.intoArray(gates, go + 48);
    g0.intoArray(gates, go + 64);
    g1.intoArray(gates, go + 80);
    o0.intoArray(gates, go + 96);
    o1.intoArray(gates, go + 112);
  }

  /**
   * gates = a + b tanh(s gates), elementwise: sigmoid where s = b = a = 1/2, tanh where s = b = 1
   * and a = 0.
   */
  static void activate(float[] gates, float[] s, float[] b, float[] a, int n) {
    for (int i = 0; i < n; i += 16) {
      FloatVector x =
          FloatVector.fromArray(F, gates, i)
              .mul(FloatVector.fromArray(F, s, i))
              .max(-7.9f)
              .min(7.9f);
      FloatVector x2 = x.mul(x);
      FloatVector p =
          x2.fma(
              FloatVector.broadcast(F, -2.76076847742355e-16f),
              FloatVector.broadcast(F, 2.00018790482477e-13f));
      p = p.fma(x2, FloatVector.broadcast(F, -8.60467152213735e-11f));
      p = p.fma(x2, FloatVector.broadcast(F, 5.12229709037114e-08f));
      p = p.fma(x2, FloatVector.broadcast(F, 1.48572235717979e-05f));
      p = p.fma(x2, FloatVector.broadcast(F, 6.37261928875436e-04f));
      p = p.fma(x2, FloatVector.broadcast(F, 4.89352455891786e-03f)).mul(x);
      FloatVector q =
          x2.fma(
              FloatVector.broadcast(F, 1.19825839466702e-06f),
              FloatVector.broadcast(F, 1.18534705686654e-04f));
      q = q.fma(x2, FloatVector.broadcast(F, 2.26843463243900e-03f));
      q = q.fma(x2, FloatVector.broadcast(F, 4.89352518554385e-03f));
      p.div(q)
          .fma(FloatVector.fromArray(F, b, i), FloatVector.fromArray(F, a, i))
          .intoArray(gates, i);
    }
  }

  /** c = f c + i g for one block of 32 units; tanhC receives c, to be activated next. */
  static void cell(float[] gates, float[] c, float[] tanhC, int units) {
    for (int j = 0; j < units; j += 16) {
      int go = (j >> 5) * 128 + (j & 16);
      FloatVector cj = FloatVector.fromArray(F, gates, go + 32).mul(FloatVector.fromArray(F, c, j));
      cj = FloatVector.fromArray(F, gates, go).fma(FloatVector.fromArray(F, gates, go + 64), cj);
      cj.intoArray(c, j);
      cj.intoArray(tanhC, j);
    }
  }

  static void output(float[] gates, float[] tanhC, float[] z, int ho, int units) {
    for (int j = 0; j < units; j += 16) {
      int go = (j >> 5) * 128 + (j & 16);
      FloatVector.fromArray(F, gates, go + 96)
          .mul(FloatVector.fromArray(F, tanhC, j))
          .intoArray(z, ho + j);
    }
  }
}
