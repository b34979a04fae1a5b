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
      models.add(name + "2BothEnds", kind, ", layers = 2, bidirectional = true", 10, false);
    }
    String both = ", activation = RELU, bidirectional = true";
    models.add("ReluRnnBothEnds", "SimpleRnn", both, 10, false);
    models.add("ReluRnnNoBias", "SimpleRnn", ", activation = RELU, bias = false", 5, true);
    for (String name : List.of("Lstm", "Gru")) {
      String bare = ", layers = 2, bidirectional = true, bias = false";
      models.add(name + "2BothNoBias", name, bare, 10, false);
    }
    models.add("GruWide", "Gru", 17, 33, 5, ", bidirectional = true", 66, false);
    models.add("LstmWide", "Lstm", 17, 19, 7, "", 19, true);
    cell("OwnCell", 7, 5, 4);
    cell("OwnCellBack", 7, 5, 4);
    cell("OwnCellEnds", 7, 5, 4);
    cell("OwnCellBackEnds", 17, 19, 16);
    return models.tests();
  }

  @TestFactory
  Stream<DynamicTest> lastStepsAlone() {
    for (String name : List.of("Lstm", "Gru", "Rnn")) {
      String kind = name.equals("Rnn") ? "SimpleRnn" : name;
      String both = ", layers = 2, bidirectional = true";
      last(name + "2BothLast", kind, both, 10);
      last(name + "LastEnds", kind, "", 5);
      last(name + "2BothLastEnds", kind, both, 10);
    }
    return models.tests();
  }

  private void last(String name, String kind, String options, int width) {
    models.add(
        name,
        """
        interface %s { @SequenceInput(length = 5, features = 7, variable = %b) Tensor x();
          @Label(%d) Tensor t();
          @Dense(units = 7) Tensor a(Tensor x);
          @%s(units = 5%s, returnSequence = false) @Output Tensor y(Tensor a);
          @MeanSquaredErrorLoss Tensor loss(Tensor y, Tensor t); }
        """
            .formatted(name, name.endsWith("Ends"), width, kind, options));
  }

  /** Words, of which some are padding, to a class each, of which some do not count. */
  @TestFactory
  Stream<DynamicTest> classesOfWords() {
    models.add(
        "TaggerEnds",
        """
        interface TaggerEnds {
          @TokenInput(length = 5, vocabulary = 9, variable = true) Tensor words();
          @ClassLabel(value = 4, shape = 5, ignoreIndex = 1) Tensor tags();
          @Embedding(features = 7, paddingIndex = 0) Tensor a(Tensor words);
          @Lstm(units = 5, layers = 2, bidirectional = true) @Output Tensor b(Tensor a);
          @Dense(units = 4) Tensor y(Tensor b);
          @CrossEntropyLoss(weight = 4) Tensor loss(Tensor y, Tensor tags); }
        """);
    return models.tests();
  }

  /** Attention over what an encoder has read, at each step of a cell. */
  @TestFactory
  Stream<DynamicTest> encoderAndDecoder() {
    models.add(
        "Translator",
        """
        interface Translator {
          @Cell interface Speaker {
            @Input(4) Tensor said(); @Input({5, 6}) Tensor code(); @State(6) Tensor h();
            @Dense(units = 6, bias = false) Tensor query(Tensor h);
            @Reshape({6, 1}) Tensor column(Tensor query);
            @MatMul Tensor scores(Tensor code, Tensor column);
            @Softmax(axis = 0) Tensor weights(Tensor scores);
            @MatMul(transposeA = true) Tensor found(Tensor weights, Tensor code);
            @Flatten Tensor context(Tensor found);
            @Concat Tensor all(Tensor said, Tensor context, Tensor h);
            @Dense(units = 6, activation = TANH) @Next("h") Tensor next(Tensor all);
            @Concat Tensor both(Tensor next, Tensor context);
            @Dense(units = 3) @Output Tensor o(Tensor both); }
          @SequenceInput(length = 5, features = 7) Tensor x();
          @SequenceInput(length = 3, features = 4) Tensor said();
          @Label({3, 3}) Tensor t();
          @Dense(units = 7) Tensor a(Tensor x);
          @Gru(units = 6) Tensor code(Tensor a);
          @StateOf("h") Tensor last(Tensor code);
          @Recurrent(Speaker.class) @Output Tensor y(Tensor said, Tensor code, Tensor last);
          @StateOf("h") @Output Tensor h(Tensor y);
          @MeanSquaredErrorLoss(weight = 5) Tensor loss(Tensor y, Tensor t); }
        """);
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
