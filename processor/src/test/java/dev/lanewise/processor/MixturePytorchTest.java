package dev.lanewise.processor;

import static dev.lanewise.processor.PytorchVectors.everywhere;
import static dev.lanewise.processor.PytorchVectors.forwardAndBackward;

import dev.lanewise.processor.compiled.Batch;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Convolutions and poolings over time before, between and behind recurrent layers, against what
 * PyTorch wrote down: see mixtures.py. Their input is a dense layer, whose gradient tells theirs.
 */
class MixturePytorchTest {
  private static final String MODELS =
      """
      interface ConvLstm {
        @SequenceInput(length = 9, features = 5) Tensor x(); @Label({9, 3}) Tensor t();
        @Dense(units = 5, activation = TANH) Tensor a(Tensor x);
        @Conv1d(filters = 7, kernel = 3, dilation = 2, padding = Padding.CAUSAL, activation = TANH)
        @Output Tensor conv(Tensor a);
        @Lstm(units = 6) @Output Tensor lstm(Tensor conv);
        @StateOf("c") @Output Tensor cell(Tensor lstm);
        @Dense(units = 3) Tensor y(Tensor lstm);
        @MeanSquaredErrorLoss(weight = 20) Tensor loss(Tensor y, Tensor t); }
      interface ConvPoolGru {
        @SequenceInput(length = 13, features = 5) Tensor x(); @Label(3) Tensor t();
        @Dense(units = 5, activation = TANH) Tensor a(Tensor x);
        @Conv1d(filters = 17, kernel = 3, padding = Padding.SAME, activation = RELU)
        Tensor conv(Tensor a);
        @MaxPool1d(2) @Output Tensor pooled(Tensor conv);
        @Gru(units = 7, layers = 2, bidirectional = true) @Output Tensor gru(Tensor pooled);
        @StateOf("h") Tensor last(Tensor gru);
        @Dense(units = 3) Tensor y(Tensor last);
        @MeanSquaredErrorLoss(weight = 20) Tensor loss(Tensor y, Tensor t); }
      interface LstmConv {
        @SequenceInput(length = 9, features = 5) Tensor x(); @Label(3) Tensor t();
        @Dense(units = 5, activation = TANH) Tensor a(Tensor x);
        @Conv1d(filters = 16, kernel = 2, stride = 2, padding = Padding.CAUSAL)
        Tensor before(Tensor a);
        @Lstm(units = 6, bidirectional = true) Tensor lstm(Tensor before);
        @Conv1d(filters = 12, kernel = 3, groups = 12, padding = Padding.CAUSAL, activation = RELU)
        @Named("between") Tensor bent(Tensor lstm);
        @Add @Output Tensor between(Tensor lstm, Tensor bent);
        @Gru(units = 5) Tensor gru(Tensor between);
        @StateOf("h") Tensor last(Tensor gru);
        @Conv1d(filters = 4, kernel = 2, padding = Padding.CAUSAL, bias = false)
        @Output Tensor behind(Tensor gru);
        @GlobalMaxPool Tensor most(Tensor behind);
        @GlobalAvgPool Tensor mean(Tensor behind);
        @LastStep Tensor end(Tensor between);
        @Slice(end = 3) Tensor few(Tensor end);
        @Concat Tensor all(Tensor last, Tensor most, Tensor mean, Tensor few);
        @Dense(units = 3) Tensor y(Tensor all);
        @MeanSquaredErrorLoss(weight = 20) Tensor loss(Tensor y, Tensor t); }
      interface ConvLstmEnds {
        @SequenceInput(length = 9, features = 5, variable = true) Tensor x();
        @Label({9, 3}) Tensor t();
        @Dense(units = 5, activation = TANH) Tensor a(Tensor x);
        @Conv1d(filters = 7, kernel = 3, padding = Padding.CAUSAL, activation = TANH)
        Tensor conv(Tensor a);
        @MaxPool1d(value = 2, stride = 1, padding = Padding.CAUSAL) Tensor pooled(Tensor conv);
        @Lstm(units = 6, layers = 2, bidirectional = true) @Output Tensor lstm(Tensor pooled);
        @Conv1d(filters = 4, kernel = 2, padding = Padding.CAUSAL, activation = TANH)
        Tensor mix(Tensor lstm);
        @Gru(units = 3) @Output Tensor gru(Tensor mix);
        @StateOf("h") @Output Tensor last(Tensor gru);
        @Dense(units = 3) Tensor y(Tensor gru);
        @MeanSquaredErrorLoss(weight = 20) Tensor loss(Tensor y, Tensor t); }
      """;

  @TestFactory
  Stream<DynamicTest> forwardAndBackwardThroughBoth() {
    return everywhere(
        MODELS,
        List.of("ConvLstm", "ConvPoolGru", "LstmConv", "ConvLstmEnds"),
        List.of(""),
        test -> {
          boolean ends = test.model().endsWith("Ends");
          Batch batch = ends ? test.endingAt(9, 4, 1) : test.batch(3);
          forwardAndBackward(test, batch, test.doublePrecision() ? 1e-13 : 4e-6);
        });
  }
}
