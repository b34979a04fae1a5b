package dev.lanewise.processor.reference;

import dev.lanewise.processor.compiled.Batch;
import dev.lanewise.processor.compiled.Compilation;
import dev.lanewise.processor.compiled.Net;
import dev.lanewise.processor.frontend.Truncation;
import dev.lanewise.processor.graph.Graph;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Every program of a model against the reference: prediction of one sample and of batches, loss and
 * gradients, for full batches and short ones, with the work of training cut into pieces.
 */
public final class Agreement {
  private static final int WINDOWS = 3;

  private final Compilation compilation;
  private final String model;
  private final Graph graph;
  private final Truncation truncation;

  private Agreement(Compilation compilation, String model) {
    this.compilation = compilation;
    this.model = model;
    this.graph = compilation.graph(model);
    this.truncation = compilation.model(model).truncation();
  }

  /** Fails where a program of the model differs. */
  public static void check(Compilation compilation, String model) {
    Agreement agreement = new Agreement(compilation, model);
    for (int bits : Compilation.WIDTHS) {
      agreement.check(bits);
    }
  }

  private void check(int bits) {
    Net net = compilation.net(model, bits);
    net.parameters(varied(net));
    int batch = net.spec().batch();
    boolean trains = !graph.outputs(Graph.Role.LOSS).isEmpty();
    IntStream.of(batch, (batch + 1) / 2)
        .distinct()
        .forEach(rows -> {
          Batch data = Batch.random(net.spec(), rows, 17 + rows);
          Checked checked = new Checked(net, data, model + " at " + bits + " bits", Map.of());
          checked.predictions();
          if (trains && !truncation.stateful()) {
            checked.step();
          }
        });
    if (trains && truncation.stateful()) {
      windows(net, model + " at " + bits + " bits");
    }
  }

  /** Steps one after the other, each of which begins with the states that the one before left. */
  private void windows(Net net, String where) {
    Map<String, double[]> states = Map.of();
    for (int window = 0; window < WINDOWS; window++) {
      // Losses may be of the last steps alone, and a mean is of something.
      Batch data =
          Batch.random(net.spec(), net.spec().batch(), 29 + window).withFullFirst(net.spec());
      Checked checked = new Checked(net, data, where + ", window " + window, states);
      checked.step();
      states = checked.window.last();
    }
  }

  /** What starts as one number, such as zeros and ones, would hide what it is for. */
  public static Map<String, double[]> varied(Net net) {
    Map<String, double[]> parameters = net.parameters();
    parameters.forEach((name, values) -> {
      double first = values[0];
      if (Arrays.stream(values).allMatch(value -> value == first)) {
        Arrays.setAll(values, i -> values[i] + ((i + name.length()) % 5 - 2) / 8.0);
      }
    });
    return parameters;
  }

  /** One batch through one program. */
  private final class Checked {
    private final Net net;
    private final Batch data;
    private final String where;
    private final Map<String, double[]> states;
    private final Window window;
    private final Interpreter reference;
    private final Interpreter predicting;
    private final Tolerance tolerance;

    /**
     * @param states with which training begins
     */
    Checked(Net net, Batch data, String where, Map<String, double[]> states) {
      this.net = net;
      this.data = data;
      this.states = states;
      this.window = new Window(truncation, states);
      this.where = where + ", " + data.rows() + " rows, ";
      this.reference = new Interpreter(graph, data, net.parameters(), window);
      this.predicting =
          new Interpreter(
              graph, data, StoredWeights.of(compilation.model(model), net.parameters()));
      this.tolerance = Tolerance.of(graph, data.rows(), net.spec().doublePrecision());
    }

    void predictions() {
      Map<String, double[]> batched = net.predict(data);
      Map<String, double[]> single = net.predictOne(data.row(data.rows() - 1));
      predicting
          .outputs()
          .forEach((name, expected) -> {
            double scale = Math.max(1, Tolerance.greatest(expected));
            tolerance.check(where + "batched " + name, expected, batched.get(name), scale);
            double[] one = single.get(name);
            double[] last =
                Arrays.copyOfRange(expected, expected.length - one.length, expected.length);
            tolerance.check(where + "single " + name, last, one, scale);
          });
    }

    void step() {
      Map<String, double[]> before = net.parameters();
      Net.Step step = net.step(data, 1, Net.KEY, states);
      reference
          .buffers()
          .forEach((name, expected) -> {
            double scale = Math.max(1, Tolerance.greatest(expected));
            tolerance.check(where + "buffer " + name, expected, net.buffer(name), scale);
          });
      double loss = reference.loss();
      double[] expectedLoss = {loss};
      double[] actualLoss = {step.loss()};
      tolerance.check(where + "loss", expectedLoss, actualLoss, Math.max(1, Math.abs(loss)));
      Map<String, double[]> gradients = reference.gradients();
      // Sums cancel: a gradient's error is that of the values that went into it.
      double scale = reference.greatestGradient() + 1e-300;
      gradients.forEach((name, expected) ->
          tolerance.check(
              where + "gradient of " + name, expected, step.gradients().get(name), scale));
      step.states()
          .forEach((name, found) -> {
            double[] expected = window.last().get(name);
            double size = Math.max(1, Tolerance.greatest(expected));
            tolerance.check(where + "state " + name, expected, found, size);
          });
      Net.Step cut = net.step(data, 3, Net.KEY, states);
      requireSameBits(where + "loss in pieces", actualLoss, new double[] {cut.loss()});
      step.gradients()
          .forEach((name, whole) ->
              requireSameBits(
                  where + "gradient in pieces of " + name, whole, cut.gradients().get(name)));
      net.parameters(before); // with the buffers that the steps have moved
    }
  }

  private static void requireSameBits(String what, double[] a, double[] b) {
    if (!Arrays.equals(a, b)) {
      throw new AssertionError(what + " depends on how the work is cut");
    }
  }
}
