package dev.lanewise.runtime.program;

/** Arrays of reals, float or double, where one piece of code serves both. */
public final class Reals {
  private Reals() {}

  /** Number of values. */
  public static int length(Object reals) {
    return reals instanceof float[] floats ? floats.length : ((double[]) reals).length;
  }

  /** A copy in the same precision. */
  public static Object copy(Object reals) {
    return reals instanceof float[] floats ? floats.clone() : ((double[]) reals).clone();
  }

  /** A copy as floats, rounded to nearest where the reals are doubles. */
  public static float[] toFloats(Object reals) {
    if (reals instanceof float[] floats) {
      return floats.clone();
    }
    double[] doubles = (double[]) reals;
    float[] floats = new float[doubles.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) doubles[i];
    }
    return floats;
  }

  /** A copy as doubles. */
  public static double[] toDoubles(Object reals) {
    if (reals instanceof double[] doubles) {
      return doubles.clone();
    }
    float[] floats = (float[]) reals;
    double[] doubles = new double[floats.length];
    for (int i = 0; i < doubles.length; i++) {
      doubles[i] = floats[i];
    }
    return doubles;
  }

  /** Whether no value is infinite or NaN. */
  public static boolean areFinite(Object reals) {
    boolean finite = true; // no early exit: the loop then has no branch to stop C2 from unrolling
    if (reals instanceof float[] floats) {
      for (float value : floats) {
        finite &= Math.abs(value) <= Float.MAX_VALUE;
      }
    } else {
      for (double value : (double[]) reals) {
        finite &= Math.abs(value) <= Double.MAX_VALUE;
      }
    }
    return finite;
  }
}
