package dev.lanewise.runtime;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A sweep with its state. An optimiser writes its rule twice, for floats and for doubles, as a loop
 * that C2 turns into vector instructions; everything else about types is here.
 */
record StatefulSweep(Map<String, Object> state, Optimizer.Sweep rule) implements Optimizer.Sweep {

  /** A rule for floats: updates {@code w} by {@code g}, with one state array a name. */
  interface Floats {
    void update(long step, float[] w, float[] g, float[][] state, int from, int to);
  }

  /** The same rule for doubles. */
  interface Doubles {
    void update(long step, double[] w, double[] g, double[][] state, int from, int to);
  }

  /** A sweep whose state begins at 0. */
  static Optimizer.Sweep of(
      Object weights, Object gradients, List<String> names, Floats floats, Doubles doubles) {
    return of(weights, gradients, names, 0, floats, doubles);
  }

  /** A sweep whose state begins at {@code start}. */
  static Optimizer.Sweep of(
      Object weights,
      Object gradients,
      List<String> names,
      double start,
      Floats floats,
      Doubles doubles) {
    Map<String, Object> state = new LinkedHashMap<>();
    Map<String, Object> view = Collections.unmodifiableMap(state);
    if (weights instanceof float[] w) {
      float[] g = (float[]) gradients;
      float[][] arrays = new float[names.size()][w.length];
      for (int s = 0; s < arrays.length; s++) {
        Arrays.fill(arrays[s], (float) start);
        state.put(names.get(s), arrays[s]);
      }
      return new StatefulSweep(
          view, (step, from, to) -> floats.update(step, w, g, arrays, from, to));
    }
    double[] w = (double[]) weights;
    double[] g = (double[]) gradients;
    double[][] arrays = new double[names.size()][w.length];
    for (int s = 0; s < arrays.length; s++) {
      Arrays.fill(arrays[s], start);
      state.put(names.get(s), arrays[s]);
    }
    return new StatefulSweep(
        view, (step, from, to) -> doubles.update(step, w, g, arrays, from, to));
  }

  @Override
  public void apply(long step, int from, int to) {
    rule.apply(step, from, to);
  }
}
