package dev.lanewise.processor;

import static dev.lanewise.processor.PytorchVectors.everywhere;
import static dev.lanewise.processor.PytorchVectors.forwardAndBackward;

import dev.lanewise.processor.compiled.Batch;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Recurrent layers against what PyTorch wrote down. Input and first states are dense layers, whose
 * gradients tell those of the layer's inputs.
 */
class RecurrentPytorchTest {
  private final List<String> names = new ArrayList<>();
  private final StringBuilder interfaces = new StringBuilder();

  @TestFactory
  Stream<DynamicTest> forwardAndBackwardThroughTime() {
    for (String name : List.of("Lstm", "Gru", "Rnn")) {
      String kind = name.equals("Rnn") ? "SimpleRnn" : name;
      add(name, kind, "", 5, true);
      add(name + "2", kind, ", layers = 2", 5, false);
      add(name + "Both", kind, ", bidirectional = true", 10, false);
      add(name + "2Both", kind, ", layers = 2, bidirectional = true", 10, false);
      add(name + "NoBias", kind, ", bias = false", 5, true);
    }
    add("ReluRnn", "SimpleRnn", ", activation = RELU", 5, true);
    String deep = ", activation = RELU, layers = 2, bidirectional = true";
    add("ReluRnn2Both", "SimpleRnn", deep, 10, false);
    for (String name : List.of("Lstm", "Gru", "Rnn")) {
      String kind = name.equals("Rnn") ? "SimpleRnn" : name;
      add(name + "Ends", kind, "", 5, true);
      add(name + "BothEnds", kind, ", bidirectional = true", 10, false);
    }
    add("LstmWide", "Lstm", 17, 19, 7, "", 19, true);
    cell("OwnCell", 7, 5, 4);
    cell("OwnCellBack", 7, 5, 4);
    cell("OwnCellEnds", 7, 5, 4);
    cell("OwnCellBackEnds", 17, 19, 16);
    return everywhere(
        interfaces.toString(),
        names,
        List.of(""),
        test -> {
          boolean ends = test.model().endsWith("Ends");
          Batch batch = ends ? test.endingAt(5, 3, 1) : test.batch(3);
          forwardAndBackward(test, batch, test.doublePrecision() ? 1e-13 : 2e-6);
        });
  }

  /** The minimal gated unit (Zhou et al. 2016), with an output beside its state. */
  private void cell(String name, int features, int units, int outputs) {
    names.add(name);
    interfaces.append(
        """
        interface %1$s {
          @Cell interface Minimal { @Input Tensor x(); @State(%3$d) Tensor h();
            @Concat Tensor hx(Tensor h, Tensor x);
            @Dense(units = %3$d, activation = SIGMOID) Tensor f(Tensor hx);
            @Multiply Tensor fh(Tensor f, Tensor h);
            @Concat Tensor fhx(Tensor fh, Tensor x);
            @Dense(units = %3$d, activation = TANH) Tensor n(Tensor fhx);
            @Subtract Tensor difference(Tensor n, Tensor h);
            @Multiply Tensor part(Tensor f, Tensor difference);
            @Add @Next("h") Tensor next(Tensor h, Tensor part);
            @Concat Tensor nx(Tensor next, Tensor x);
            @Dense(units = %4$d) @Output Tensor o(Tensor nx); }
          @SequenceInput(length = 5, features = %2$d, variable = %5$b) Tensor x();
          @Label({5, %4$d}) Tensor t(); @Label(%3$d) Tensor s();
          @Dense(units = %2$d) Tensor a(Tensor x);
          @Input(%3$d) Tensor h0();
          @Dense(units = %3$d) Tensor h(Tensor h0);
          @Recurrent(value = Minimal.class, reverse = %6$b) @Output Tensor y(Tensor a, Tensor h);
          @StateOf("h") @Output Tensor last(Tensor y);
          @MeanSquaredErrorLoss Tensor yLoss(Tensor y, Tensor t);
          @MeanSquaredErrorLoss(weight = 2) Tensor lastLoss(Tensor last, Tensor s); }
        """
            .formatted(
                name, features, units, outputs, name.endsWith("Ends"), name.contains("Back")));
  }

  private void add(String name, String kind, String options, int width, boolean states) {
    add(name, kind, 7, 5, 5, options, width, states);
  }

  /**
   * One model.
   *
   * @param width of the output
   * @param states whether there are first states
   */
  private void add(
      String name,
      String kind,
      int features,
      int units,
      int length,
      String options,
      int width,
      boolean states) {
    boolean cell = kind.equals("Lstm");
    names.add(name);
    interfaces.append(
        """
        interface %s { @SequenceInput(length = %d, features = %d, variable = %6$b) Tensor x();
          @Label({%d, %d}) Tensor t(); @Label(%5$d) Tensor s();
          @Dense(units = %3$d) Tensor a(Tensor x);
        """
            .formatted(name, length, features, length, width, name.endsWith("Ends")));
    String first = "";
    if (states) {
      first = cell ? ", Tensor h, Tensor c" : ", Tensor h";
      for (String state : cell ? List.of("h", "c") : List.of("h")) {
        interfaces.append(
            """
              @Input(%1$d) Tensor %2$s0();
              @Dense(units = %1$d) Tensor %2$s(Tensor %2$s0);
            """
                .formatted(units, state));
      }
    }
    interfaces.append(
        """
          @%s(units = %d%s) @Output Tensor y(Tensor a%s);
          @StateOf("h") @Output Tensor last(Tensor y);
          @MeanSquaredErrorLoss Tensor yLoss(Tensor y, Tensor t);
          @MeanSquaredErrorLoss(weight = 2) Tensor lastLoss(Tensor last, Tensor s);
        """
            .formatted(kind, units, options, first));
    interfaces.append(
        cell
            ? """
              @StateOf("c") @Output Tensor cell(Tensor y);
              @MeanSquaredErrorLoss(weight = 0.5) Tensor cellLoss(Tensor cell, Tensor s); }
            """
            : "}\n");
  }
}
