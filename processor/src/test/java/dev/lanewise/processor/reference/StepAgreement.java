package dev.lanewise.processor.reference;

import dev.lanewise.processor.compiled.Batch;
import dev.lanewise.processor.compiled.Compilation;
import dev.lanewise.processor.compiled.Net;
import dev.lanewise.processor.compiled.Stepper;
import dev.lanewise.processor.graph.Axis;
import dev.lanewise.processor.graph.Dim;
import dev.lanewise.processor.graph.Graph;
import dev.lanewise.processor.graph.InputOp;
import dev.lanewise.processor.graph.Node;
import dev.lanewise.processor.graph.TensorType;
import dev.lanewise.processor.graph.pass.Prune;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A model's steps, one after the other, against its prediction of the whole sequence, at every
 * width: what has steps at each of them, what is left of a sequence at the last one, and where the
 * length varies at each. Also from saved states on, and once more from the beginning.
 */
public final class StepAgreement {
  private final Graph graph;
  private final Net net;
  private final String where;
  private final int length;
  private final Set<String> sequences = new HashSet<>();
  private final Tolerance tolerance;

  private StepAgreement(Graph whole, Net net, String where) {
    // Losses may read sequences of other lengths.
    this.graph = Prune.run(whole, output -> output.role() == Graph.Role.RESULT);
    this.net = net;
    this.where = where;
    int steps = 0;
    for (Node node : graph.inputs()) {
      if (hasSteps(node.types().getFirst())) {
        steps = node.types().getFirst().sampleShape().getFirst();
        sequences.add(node.name());
      }
    }
    graph.outputs(Graph.Role.RESULT).stream()
        .filter(output -> hasSteps(output.value().type()))
        .forEach(output -> sequences.add(output.name()));
    this.length = steps;
    this.tolerance = Tolerance.of(whole, 1, net.spec().doublePrecision());
  }

  private static boolean hasSteps(TensorType type) {
    List<Dim> dims = type.sampleDims();
    return !dims.isEmpty() && dims.getFirst().axis() == Axis.TIME && dims.getFirst().size() > 0;
  }

  /** Fails where a step differs. */
  public static void check(Compilation compilation, String model) {
    for (int bits : Compilation.WIDTHS) {
      Net net = compilation.net(model, bits);
      net.parameters(Agreement.varied(net));
      new StepAgreement(compilation.graph(model), net, model + " at " + bits + " bits, ").check();
    }
  }

  private void check() {
    Batch sample = Batch.random(net.spec(), 1, 31);
    Stepper stepper = new Stepper(net, length, sequences);
    Map<Integer, Map<String, double[]>> first = run(stepper, sample);
    Stepper other = new Stepper(net, length, sequences);
    int half = length / 2;
    for (int t = 0; t < half; t++) {
      other.step(sample, t);
    }
    stepper.restore(other.save());
    for (int t = half; t < length; t++) {
      same("from a saved state on, step " + t, first.get(t), stepper.step(sample, t));
    }
    stepper.reset();
    for (int t = 0; t < length; t++) {
      same("after a reset, step " + t, first.get(t), stepper.step(sample, t));
    }
  }

  private Map<Integer, Map<String, double[]>> run(Stepper stepper, Batch sample) {
    Map<Integer, Map<String, double[]>> results = new HashMap<>();
    boolean varies = graph.inputs().stream().anyMatch(StepAgreement::isSteps);
    Map<String, double[]> whole = net.predictOne(ofSteps(sample, length));
    for (int t = 0; t < length; t++) {
      Map<String, double[]> step = stepper.step(sample, t);
      results.put(t, step);
      Map<String, double[]> soFar =
          varies && t < length - 1 ? net.predictOne(ofSteps(sample, t + 1)) : whole;
      for (Map.Entry<String, double[]> output : step.entrySet()) {
        String what = where + output.getKey() + " at step " + t;
        double[] all = whole.get(output.getKey());
        double scale = Math.max(1, Tolerance.greatest(all));
        if (sequences.contains(output.getKey())) {
          int width = output.getValue().length;
          double[] expected = Arrays.copyOfRange(all, t * width, (t + 1) * width);
          tolerance.check(what, expected, output.getValue(), scale);
        } else if (varies || t == length - 1) {
          tolerance.check(what, soFar.get(output.getKey()), output.getValue(), scale);
        }
      }
    }
    return results;
  }

  private static boolean isSteps(Node input) {
    return ((InputOp) input.op()).kind() == InputOp.Kind.STEPS;
  }

  /** The same sample with so many steps, where the length varies. */
  private Batch ofSteps(Batch sample, int steps) {
    Map<String, double[]> values = new HashMap<>(sample.values());
    graph.inputs().stream()
        .filter(StepAgreement::isSteps)
        .forEach(node -> values.put(node.name(), new double[] {steps}));
    return new Batch(1, values);
  }

  private void same(String what, Map<String, double[]> expected, Map<String, double[]> actual) {
    expected.forEach((name, values) -> {
      if (!Arrays.equals(values, actual.get(name))) {
        throw new AssertionError(
            where
                + name
                + " "
                + what
                + ": "
                + Arrays.toString(values)
                + " and "
                + Arrays.toString(actual.get(name)));
      }
    });
  }
}
