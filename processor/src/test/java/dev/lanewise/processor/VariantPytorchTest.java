package dev.lanewise.processor;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Options of recurrent layers, and layers, that PyTorch does not have, against their formulas
 * written by hand in PyTorch, which differentiates them: see variants.py.
 */
class VariantPytorchTest {
  private static final Map<String, String> OPTIONS =
      Map.of(
          "Peephole", "Lstm, peephole = true",
          "Coupled", "Lstm, coupledGates = true",
          "CoupledPeephole", "Lstm, coupledGates = true, peephole = true",
          "OtherLstm", "Lstm, activation = SOFTSIGN, recurrentActivation = HARD_SIGMOID",
          "GruBefore", "Gru, resetAfter = false",
          "GruReplace", "Gru, updateGate = UpdateGate.REPLACE",
          "GruBeforeReplace", "Gru, resetAfter = false, updateGate = UpdateGate.REPLACE",
          "OtherGru", "Gru, activation = RELU, recurrentActivation = HARD_SIGMOID",
          "Independent", "IndRnn");

  private static final List<String> WIDE = List.of("CoupledPeephole", "GruBefore", "Independent");

  private static final Map<String, String> DROPPED =
      Map.of(
          "Elman", "SimpleRnn(units = 5",
          "Lstm", "Lstm(units = 5",
          "Peephole", "Lstm(units = 5, peephole = true",
          "Gru", "Gru(units = 5",
          "GruBefore", "Gru(units = 5, resetAfter = false",
          "Independent", "IndRnn(units = 5");

  private final RecurrentModels models = new RecurrentModels();

  @TestFactory
  Stream<DynamicTest> options() {
    OPTIONS.forEach((name, layer) -> {
      String kind = layer.replaceAll(",.*", "");
      String options = layer.substring(kind.length());
      models.add(name, kind, options, 5, true);
      models.add(name + "Ends", kind, options, 5, true);
      if (WIDE.contains(name)) {
        models.add(name + "Wide", kind, 17, 19, 5, options, 19, true);
      }
    });
    for (String name : List.of("Jordan", "JordanEnds")) {
      models.add(name, "Jordan", ", outputs = 4, outputActivation = SIGMOID", 4, true);
    }
    String wide = ", outputs = 19, outputActivation = SIGMOID";
    models.add("JordanWide", "Jordan", 17, 33, 5, wide, 19, true);
    return models.tests();
  }

  @TestFactory
  Stream<DynamicTest> bothDirectionsPutTogether() {
    String both = ", bidirectional = true, merge = Merge.";
    models.add("LstmSum", "Lstm", both + "SUM", 5, false);
    models.add("GruAverage", "Gru", both + "AVERAGE", 5, false);
    models.add("RnnMultiply", "SimpleRnn", both + "MULTIPLY", 5, false);
    models.add("LstmMultiplyEnds", "Lstm", 17, 19, 5, both + "MULTIPLY", 19, false);
    return models.tests();
  }

  /** In training alone: of inputs at each step by itself, of states the same at all steps. */
  @TestFactory
  Stream<DynamicTest> dropout() {
    DROPPED.forEach((name, layer) ->
        models.add(
            name + "Dropout",
            """
            interface %sDropout {
              @SequenceInput(length = 5, features = 7) Tensor x(); @Label({5, 10}) Tensor t();
              @Dense(units = 7) Tensor a(Tensor x);
              @%s, layers = 2, bidirectional = true,
                  inputDropout = 0.2, outputDropout = 0.3, recurrentDropout = 0.4)
              @Output Tensor y(Tensor a);
              @MeanSquaredErrorLoss Tensor loss(Tensor y, Tensor t); }
            """
                .formatted(name, layer)));
    return models.tests();
  }
}
