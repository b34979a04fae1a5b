package dev.lanewise.runtime;

import dev.lanewise.runtime.program.BatchPredictor;
import dev.lanewise.runtime.program.GeneratedNetwork;
import dev.lanewise.runtime.program.InputSpec;
import dev.lanewise.runtime.program.InputSpec.Kind;
import dev.lanewise.runtime.program.ModelSpec;
import java.util.Arrays;
import java.util.List;

/** Compares a network's published predictions with the labels of a data set. */
final class Validation {
  private final GeneratedNetwork net;
  private final ModelSpec model;
  private final Feed feed;
  private final int label;
  private final int output;
  private final boolean classes;

  /** The input that says how many steps of the output each row has; -1 where there is none. */
  private final int steps;

  /** Each member's predictor and arrays, made by itself when it first needs them. */
  private final Desk[] desks;

  private Validation(GeneratedNetwork net, Feed feed, int label, int output, int members) {
    this.net = net;
    this.model = net.spec();
    this.feed = feed;
    this.label = label;
    this.output = output;
    this.classes = model.inputs().get(label).kind() == Kind.CLASS_LABEL;
    List<String> names = model.inputs().stream().map(InputSpec::name).toList();
    this.steps = names.indexOf(model.outputs().get(output).steps());
    this.desks = new Desk[members];
  }

  /**
   * A validation of the first output that fits a label: class labels first, then labels of reals.
   *
   * @throws IllegalArgumentException if the data do not fit the model, or no output fits a label
   */
  static Validation of(GeneratedNetwork net, Dataset data, int members) {
    ModelSpec model = net.spec();
    Feed feed = Feed.of(model, data);
    for (Kind kind : new Kind[] {Kind.CLASS_LABEL, Kind.LABEL}) {
      for (int i = 0; i < model.inputs().size(); i++) {
        InputSpec input = model.inputs().get(i);
        int width = input.width() * (kind == Kind.CLASS_LABEL ? input.classes() : 1);
        for (int o = 0; o < model.outputs().size() && input.kind() == kind; o++) {
          if (model.outputs().get(o).width() == width) {
            return new Validation(net, feed, i, o, members);
          }
        }
      }
    }
    throw new IllegalArgumentException(
        model.name() + " cannot be validated: none of its outputs is as wide as one of its labels");
  }

  /** The same bits for any number of threads. */
  Evaluation measure(Team team) {
    int batch = model.batch();
    double[] sums = new double[(feed.size() + batch - 1) / batch];
    long[] counts = new long[sums.length];
    team.run((member, members) -> {
      for (int b = member; b < sums.length; b += members) {
        if (desks[member] == null) {
          desks[member] = new Desk();
        }
        sums[b] = desks[member].sum(b * batch, Math.min(batch, feed.size() - b * batch));
        counts[b] = desks[member].counted;
      }
    });
    double mean = Arrays.stream(sums).reduce(0, Double::sum) / Arrays.stream(counts).sum();
    return classes ? Evaluation.ofAccuracy(mean) : Evaluation.ofMeanSquaredError(mean);
  }

  private final class Desk {
    private final BatchPredictor predictor = net.batchPredictor();
    private final Object[] inputs = new Object[model.inputs().size()];
    private final Object[] outputs = new Object[model.outputs().size()];

    /** Values, or labels that count, of the last sum. */
    private long counted;

    Desk() {
      for (int i = 0; i < inputs.length; i++) {
        InputSpec input = model.inputs().get(i);
        inputs[i] =
            input.kind().isInt()
                ? new int[model.batch() * input.width()]
                : model.newReals(model.batch() * input.width());
      }
      for (int o = 0; o < outputs.length; o++) {
        outputs[o] = model.newReals(model.batch() * model.outputs().get(o).width());
      }
    }

    double sum(int first, int rows) {
      for (int slot = 0; slot < rows; slot++) {
        feed.stage(first + slot, inputs, slot);
      }
      predictor.predict(inputs, rows, outputs);
      counted = 0;
      double sum = 0;
      int width = model.inputs().get(label).width();
      for (int row = 0; row < rows; row++) {
        int end = row * width + width / steps() * steps(row);
        sum += classes ? right(row * width, end) : squares(row * width, end);
      }
      return sum;
    }

    /** How many steps a row may have, where they vary. */
    private int steps() {
      return steps < 0 ? 1 : model.outputs().get(output).shape()[0];
    }

    private int steps(int row) {
      return steps < 0 ? 1 : ((int[]) inputs[steps])[row];
    }

    private int right(int from, int end) {
      InputSpec spec = model.inputs().get(label);
      int[] labels = (int[]) inputs[label];
      int right = 0;
      for (int i = from; i < end; i++) {
        if (spec.counts(labels[i])) {
          right += best(outputs[output], i * spec.classes(), spec.classes()) == labels[i] ? 1 : 0;
          counted++;
        }
      }
      return right;
    }

    private double squares(int from, int end) {
      double sum = 0;
      for (int i = from; i < end; i++) {
        double error = at(outputs[output], i) - at(inputs[label], i);
        sum += error * error;
      }
      counted += end - from;
      return sum;
    }
  }

  private static int best(Object outputs, int from, int classes) {
    int best = 0;
    for (int i = 1; i < classes; i++) {
      best = at(outputs, from + i) > at(outputs, from + best) ? i : best;
    }
    return best;
  }

  private static double at(Object reals, int index) {
    return reals instanceof float[] floats ? floats[index] : ((double[]) reals)[index];
  }
}
