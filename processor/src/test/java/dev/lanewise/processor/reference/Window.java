package dev.lanewise.processor.reference;

import dev.lanewise.processor.compiled.Net;
import dev.lanewise.processor.frontend.Truncation;
import java.util.HashMap;
import java.util.Map;

/**
 * How a training step goes through time, as {@code @TruncatedBptt} and {@code @Model(stateful)} are
 * defined: what its loops begin with and leave, and how far back gradients go.
 */
final class Window {
  private final Truncation truncation;
  private final Map<String, double[]> first;
  private final Map<String, double[]> last = new HashMap<>();

  /**
   * @param first states with which loops begin; those that are not there are zero
   */
  Window(Truncation truncation, Map<String, double[]> first) {
    this.truncation = truncation;
    this.first = first;
  }

  /** All steps of loops that begin at zero. */
  static Window whole() {
    return new Window(Truncation.NONE, Map.of());
  }

  double[] first(String state, int size) {
    return first.getOrDefault(state, new double[size]);
  }

  /** The states with which the next window begins. */
  Map<String, double[]> last() {
    return last;
  }

  /** Says what states are behind a step. */
  void behind(int step, int steps, Map<String, double[]> states) {
    int kept = truncation.keptAt() > 0 ? truncation.keptAt() : steps;
    if (step == kept - 1) {
      last.putAll(states);
    }
  }

  /** Steps at the beginning that no gradient goes back through. */
  int undifferentiated() {
    return truncation.undifferentiated();
  }

  /** What a step multiplies the gradients of the states that it reads with. */
  double factor(String loop, int steps, int row, int step) {
    if (!truncation.isRandom() || steps == 1) {
      return 1;
    }
    double p = truncation.probability();
    return DropoutFormula.kept(Net.KEY, loop, row * steps + step, p) ? 1 / (1 - p) : 0;
  }
}
