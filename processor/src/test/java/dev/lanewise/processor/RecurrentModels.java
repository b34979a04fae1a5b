package dev.lanewise.processor;

import static dev.lanewise.processor.PytorchVectors.everywhere;
import static dev.lanewise.processor.PytorchVectors.forwardAndBackward;

import dev.lanewise.processor.compiled.Batch;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/**
 * Models of a recurrent layer each, for comparison with what PyTorch wrote down. Input and first
 * states are dense layers, whose gradients tell those of the layer's inputs.
 */
final class RecurrentModels {
  private final List<String> names = new ArrayList<>();
  private final StringBuilder interfaces = new StringBuilder();

  /** Samples end at steps of their own where a name says so. */
  Stream<DynamicTest> tests() {
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

  void add(String name, String model) {
    names.add(name);
    interfaces.append(model);
  }

  /** A layer of 5 units over 5 steps of 7 features. */
  void add(String name, String kind, String options, int width, boolean states) {
    add(name, kind, 7, 5, 5, options, width, states);
  }

  /**
   * One model.
   *
   * @param width of the output
   * @param states whether there are first states
   */
  void add(
      String name,
      String kind,
      int features,
      int units,
      int length,
      String options,
      int width,
      boolean states) {
    List<String> kept = kind.equals("Lstm") ? List.of("h", "c") : List.of("h");
    StringBuilder model = new StringBuilder();
    model.append(
        """
        interface %s { @SequenceInput(length = %d, features = %d, variable = %6$b) Tensor x();
          @Label({%d, %d}) Tensor t(); @Label(%5$d) Tensor s();
          @Dense(units = %3$d) Tensor a(Tensor x);
        """
            .formatted(name, length, features, length, width, name.endsWith("Ends")));
    StringBuilder first = new StringBuilder();
    for (String state : states ? kept : List.<String>of()) {
      first.append(", Tensor ").append(state);
      model.append(
          """
            @Input(%1$d) Tensor %2$s0();
            @Dense(units = %1$d) Tensor %2$s(Tensor %2$s0);
          """
              .formatted(width, state));
    }
    model.append(
        """
          @%s(units = %d%s) @Output Tensor y(Tensor a%s);
          @StateOf("%s") @Output Tensor last(Tensor y);
          @MeanSquaredErrorLoss Tensor yLoss(Tensor y, Tensor t);
          @MeanSquaredErrorLoss(weight = 2) Tensor lastLoss(Tensor last, Tensor s);
        """
            .formatted(kind, units, options, first, kind.equals("Jordan") ? "y" : "h"));
    model.append(
        kept.size() > 1
            ? """
              @StateOf("c") @Output Tensor cell(Tensor y);
              @MeanSquaredErrorLoss(weight = 0.5) Tensor cellLoss(Tensor cell, Tensor s); }
            """
            : "}\n");
    add(name, model.toString());
  }
}
