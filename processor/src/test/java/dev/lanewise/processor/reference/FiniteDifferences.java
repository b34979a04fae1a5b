package dev.lanewise.processor.reference;

import dev.lanewise.processor.compiled.Batch;
import dev.lanewise.processor.graph.Graph;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

/** Gradients without any derivative: two losses a step apart, the check on the formulas. */
public final class FiniteDifferences {
  // The error is about STEP^2 from the third derivative and 1e-16/STEP from rounding.
  private static final double STEP = 1e-5;

  private FiniteDifferences() {}

  /**
   * The greatest difference between the interpreter's gradients and central differences.
   *
   * @param samples elements to try of each parameter
   */
  public static double deviation(
      Graph graph, Batch batch, Map<String, double[]> parameters, int samples) {
    Map<String, double[]> gradients = new Interpreter(graph, batch, parameters).gradients();
    Random random = new Random(7);
    double most = 0;
    for (String name : gradients.keySet()) {
      int size = gradients.get(name).length;
      for (int i = 0; i < Math.min(samples, size); i++) {
        int element = size <= samples ? i : random.nextInt(size);
        double difference =
            (loss(graph, batch, parameters, name, element, STEP)
                    - loss(graph, batch, parameters, name, element, -STEP))
                / (2 * STEP);
        most = Math.max(most, Math.abs(difference - gradients.get(name)[element]));
      }
    }
    return most;
  }

  private static double loss(
      Graph graph,
      Batch batch,
      Map<String, double[]> parameters,
      String name,
      int element,
      double step) {
    Map<String, double[]> moved = new LinkedHashMap<>(parameters);
    double[] values = parameters.get(name).clone();
    values[element] += step;
    moved.put(name, values);
    return new Interpreter(graph, batch, moved).loss();
  }
}
