package dev.lanewise.benchmarks.machine;

import dev.lanewise.benchmarks.timing.Routine;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Independent chains of fused multiply-adds on registers: nothing is loaded in the loop, so its
 * speed is the core's peak.
 *
 * <p>Twelve chains cover latency times throughput (4 cycles x 2 a cycle on Zen 4 at 256 bits and on
 * Intel's cores) and, with the two factors, fit 16 registers.
 */
public final class FmaPeak implements Routine {

  private static final VectorSpecies<Float> F = FloatVector.SPECIES_PREFERRED;
  private static final int L = F.length();
  private static final int CHAINS = 12;

  /** Floating-point operations of one repetition, whatever the width. */
  public static final int FLOPS = 2 * CHAINS * 16 * 256;

  private static final int STEPS = FLOPS / (2 * CHAINS * L);

  private final float[] factors = new float[2 * L];
  private final float[] sums = new float[CHAINS * L];

  /** Prepares factors small enough for the sums to stay finite through any measurement. */
  public FmaPeak() {
    Arrays.fill(factors, 1e-3f);
  }

  @Override
  public void repeat(int times) {
    for (int i = 0; i < times; i++) {
      chains(factors, sums, STEPS);
    }
  }

  private static void chains(float[] factors, float[] sums, int steps) {
    FloatVector a = FloatVector.fromArray(F, factors, 0);
    FloatVector b = FloatVector.fromArray(F, factors, L);
    FloatVector c0 = FloatVector.fromArray(F, sums, 0);
    FloatVector c1 = FloatVector.fromArray(F, sums, L);
    FloatVector c2 = FloatVector.fromArray(F, sums, 2 * L);
    FloatVector c3 = FloatVector.fromArray(F, sums, 3 * L);
    FloatVector c4 = FloatVector.fromArray(F, sums, 4 * L);
    FloatVector c5 = FloatVector.fromArray(F, sums, 5 * L);
    FloatVector c6 = FloatVector.fromArray(F, sums, 6 * L);
    FloatVector c7 = FloatVector.fromArray(F, sums, 7 * L);
    FloatVector c8 = FloatVector.fromArray(F, sums, 8 * L);
    FloatVector c9 = FloatVector.fromArray(F, sums, 9 * L);
    FloatVector c10 = FloatVector.fromArray(F, sums, 10 * L);
    FloatVector c11 = FloatVector.fromArray(F, sums, 11 * L);
    for (int i = 0; i < steps; i++) {
      c0 = a.fma(b, c0);
      c1 = a.fma(b, c1);
      c2 = a.fma(b, c2);
      c3 = a.fma(b, c3);
      c4 = a.fma(b, c4);
      c5 = a.fma(b, c5);
      c6 = a.fma(b, c6);
      c7 = a.fma(b, c7);
      c8 = a.fma(b, c8);
      c9 = a.fma(b, c9);
      c10 = a.fma(b, c10);
      c11 = a.fma(b, c11);
    }
    c0.intoArray(sums, 0);
    c1.intoArray(sums, L);
    c2.intoArray(sums, 2 * L);
    c3.intoArray(sums, 3 * L);
    c4.intoArray(sums, 4 * L);
    c5.intoArray(sums, 5 * L);
    c6.intoArray(sums, 6 * L);
    c7.intoArray(sums, 7 * L);
    c8.intoArray(sums, 8 * L);
    c9.intoArray(sums, 9 * L);
    c10.intoArray(sums, 10 * L);
    c11.intoArray(sums, 11 * L);
  }
}
