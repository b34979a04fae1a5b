package dev.lanewise.runtime;

import dev.lanewise.runtime.program.BatchPredictor;
import dev.lanewise.runtime.program.GeneratedNetwork;
import dev.lanewise.runtime.program.InputSpec;
import dev.lanewise.runtime.program.InputSpec.Kind;
import dev.lanewise.runtime.program.ModelSpec;
import java.util.Arrays;

/** Compares a network's published predictions with the labels of a data set. */
final class Validation {
  private final GeneratedNetwork net;
  private final ModelSpec model;
  private final Feed feed;
  private final int label;
  private final int output;
  private final boolean classes;

  /** Each member's predictor and arrays, made by itself when it first needs them. */
  private final Desk[] desks;

  private Validation(GeneratedNetwork net, Feed feed, int label, int output, int members) {
    this.net = net;
    this.model = net.spec();
    this.feed = feed;
    this.label = label;
    this.output = output;
    this.classes = model.inputs().get(label).kind() == Kind.CLASS_LABEL;
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
        int width = kind == Kind.CLASS_LABEL ? input.classes() : input.width();
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
    team.run((member, members) -> {
      for (int b = member; b < sums.length; b += members) {
        if (desks[member] == null) {
          desks[member] = new Desk();
        }
        sums[b] = desks[member].sum(b * batch, Math.min(batch, feed.size() - b * batch));
      }
    });
    long values = feed.size() * (classes ? 1L : model.outputs().get(output).width());
    double mean = Arrays.stream(sums).reduce(0, Double::sum) / values;
    return classes ? Evaluation.ofAccuracy(mean) : Evaluation.ofMeanSquaredError(mean);
  }

  private final class Desk {
    private final BatchPredictor predictor = net.batchPredictor();
    private final Object[] inputs = new Object[model.inputs().size()];
    private final Object[] outputs = new Object[model.outputs().size()];

    Desk() {
      for (int i = 0; i < inputs.length; i++) {
        InputSpec input = model.inputs().get(i);
        inputs[i] =
            input.kind() == Kind.CLASS_LABEL
                ? new int[model.batch()]
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
      int width = model.outputs().get(output).width();
      return classes
          ? right((int[]) inputs[label], outputs[output], width, rows)
          : squares(inputs[label], outputs[output], width * rows);
    }
  }

  private static double right(int[] labels, Object outputs, int width, int rows) {
    int right = 0;
    for (int row = 0; row < rows; row++) {
      int best = 0;
      for (int i = 1; i < width; i++) {
        best = at(outputs, row * width + i) > at(outputs, row * width + best) ? i : best;
      }
      right += best == labels[row] ? 1 : 0;
    }
    return right;
  }

  private static double squares(Object labels, Object outputs, int length) {
    double sum = 0;
    for (int i = 0; i < length; i++) {
      double error = at(outputs, i) - at(labels, i);
      sum += error * error;
    }
    return sum;
  }

  private static double at(Object reals, int index) {
    return reals instanceof float[] floats ? floats[index] : ((double[]) reals)[index];
  }
}
