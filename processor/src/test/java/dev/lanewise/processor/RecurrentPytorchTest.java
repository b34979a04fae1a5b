package dev.lanewise.processor;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Recurrent layers against what PyTorch wrote down. Input and first states are dense layers, whose
 * gradients tell those of the layer's inputs.
 */
class RecurrentPytorchTest {
  private final RecurrentModels models = new RecurrentModels();

  @TestFactory
  Stream<DynamicTest> forwardAndBackwardThroughTime() {
    for (String name : List.of("Lstm", "Gru", "Rnn")) {
      String kind = name.equals("Rnn") ? "SimpleRnn" : name;
      models.add(name, kind, "", 5, true);
      models.add(name + "2", kind, ", layers = 2", 5, false);
      models.add(name + "Both", kind, ", bidirectional = true", 10, false);
      models.add(name + "2Both", kind, ", layers = 2, bidirectional = true", 10, false);
      models.add(name + "NoBias", kind, ", bias = false", 5, true);
    }
    models.add("ReluRnn", "SimpleRnn", ", activation = RELU", 5, true);
    String deep = ", activation = RELU, layers = 2, bidirectional = true";
    models.add("ReluRnn2Both", "SimpleRnn", deep, 10, false);
    for (String name : List.of("Lstm", "Gru", "Rnn")) {
      String kind = name.equals("Rnn") ? "SimpleRnn" : name;
      models.add(name + "Ends", kind, "", 5, true);
      models.add(name + "BothEnds", kind, ", bidirectional = true", 10, false);
    }
    models.add("LstmWide", "Lstm", 17, 19, 7, "", 19, true);
    cell("OwnCell", 7, 5, 4);
    cell("OwnCellBack", 7, 5, 4);
    cell("OwnCellEnds", 7, 5, 4);
    cell("OwnCellBackEnds", 17, 19, 16);
    return models.tests();
  }

  /** The minimal gated unit (Zhou et al. 2016), with an output beside its state. */
  private void cell(String name, int features, int units, int outputs) {
    models.add(
        name,
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
}
