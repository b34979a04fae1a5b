package dev.lanewise.processor.ops;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Layers that slide along an axis of space, along the time of sequences. */
class ConvOverTimeTest {
  /** Steps, features, then the attributes of a convolution. */
  private static final String[][] GEOMETRIES = {
    {"1", "1", "filters = 1, kernel = 1"},
    {"9", "3", "filters = 5, kernel = 3, padding = Padding.CAUSAL"},
    {"12", "16", "filters = 16, kernel = 3, padding = Padding.CAUSAL, dilation = 2"},
    {"13", "17", "filters = 20, kernel = 2, padding = Padding.CAUSAL, dilation = 4"},
    {"5", "36", "filters = 33, kernel = 4, padding = Padding.CAUSAL, stride = 2"},
    {"31", "4", "filters = 2, kernel = 3, padding = Padding.SAME"},
    {"70", "1", "filters = 3, kernel = 5, stride = 3, pads = 1"},
    {"23", "8", "filters = 12, kernel = 3, groups = 4, padding = Padding.CAUSAL"},
    {"40", "3", "filters = 16, kernel = 2"},
    {"2", "5", "filters = 16, kernel = 9, padding = Padding.CAUSAL"},
  };

  private static final String[] LAYERS = {
    "@DepthwiseConv1d(kernel = 3, multiplier = 2, padding = Padding.CAUSAL)",
    "@SeparableConv1d(filters = 17, kernel = 2, dilation = 2, padding = Padding.CAUSAL)",
    "@ConvTranspose1d(filters = 9, kernel = 3, stride = 2)",
    "@MaxPool1d(value = 3, stride = 1, padding = Padding.CAUSAL)",
    "@MaxPool1d(2)",
    "@AvgPool1d(value = 3, stride = 2, ceilMode = true)",
    "@BatchNorm1d(eps = 0.1)",
    "@Dropout1d(0.3)",
  };

  @TestFactory
  Stream<DynamicTest> geometries() {
    OpHarness harness = new OpHarness();
    for (int i = 0; i < GEOMETRIES.length; i++) {
      String[] g = GEOMETRIES[i];
      harness.add(
          "%s steps of %s, %s".formatted(g[0], g[1], g[2]),
          OpHarness.batch(i + 1),
          """
          @SequenceInput(length = %1$s, features = %2$s) Tensor x();
          @Conv1d(%3$s) @Output Tensor y(Tensor x);
          @Conv1d(filters = 5, kernel = 1, activation = TANH) Tensor z(Tensor y);
          @Conv1d(filters = 3, kernel = 2, pads = 1, bias = false) @Output Tensor u(Tensor z);
          @Conv1d(filters = 3, kernel = 2, pads = {1, 1}) Tensor v(Tensor z);
          @MeanSquaredErrorLoss Tensor loss(Tensor u, Tensor v);
          """
              .formatted(g[0], g[1], g[2]));
    }
    return harness.tests();
  }

  /** How far it is from step to step says nothing of the rows where there is one step alone. */
  @TestFactory
  Stream<DynamicTest> singleSteps() {
    OpHarness harness = new OpHarness();
    for (int batch = 1; batch <= 2; batch++) {
      for (int features : new int[] {1, 8, 17}) {
        harness.add(
            "one step of " + features + ", batches of " + batch,
            batch,
            """
            @SequenceInput(length = 1, features = %1$d) Tensor x();
            @MaxPool1d(value = 3, stride = 1, padding = Padding.SAME) Tensor most(Tensor x);
            @Activation(TANH) @Output Tensor y(Tensor most);
            @Conv1d(filters = %1$d, kernel = 1) Tensor h(Tensor x);
            @AvgPool1d(value = 3, stride = 1, padding = Padding.SAME) Tensor mean(Tensor h);
            @Dense(units = 3) @Output Tensor z(Tensor mean);
            @Label({1, 3}) Tensor target();
            @MeanSquaredErrorLoss Tensor loss(Tensor z, Tensor target);
            """
                .formatted(features));
      }
    }
    return harness.tests();
  }

  /** Between recurrent layers, and what works at each step. */
  @TestFactory
  Stream<DynamicTest> mixtures() {
    OpHarness harness = new OpHarness();
    for (int i = 0; i < GEOMETRIES.length; i++) {
      String[] g = GEOMETRIES[i];
      harness.add(
          "mixture of %s steps of %s, %s".formatted(g[0], g[1], g[2]),
          OpHarness.batch(i),
          """
          @SequenceInput(length = %1$s, features = %2$s) Tensor x();
          @Label(2) Tensor target();
          @Dense(units = %2$s, activation = TANH) Tensor each(Tensor x);
          @Conv1d(%3$s, activation = TANH) Tensor a(Tensor each);
          @Lstm(units = 5) @Output Tensor b(Tensor a);
          @Conv1d(filters = 5, kernel = 3, padding = Padding.CAUSAL) Tensor c(Tensor b);
          @Add Tensor skipped(Tensor b, Tensor c);
          @Activation(RELU) Tensor bent(Tensor skipped);
          @Conv1d(filters = 4, kernel = 2, padding = Padding.SAME) Tensor d(Tensor bent);
          @Gru(units = 3, returnSequence = false) Tensor last(Tensor d);
          @GlobalMaxPool Tensor most(Tensor d);
          @GlobalAvgPool Tensor mean(Tensor c);
          @Concat Tensor all(Tensor last, Tensor most, Tensor mean);
          @Dense(units = 2) @Output Tensor y(Tensor all);
          @MeanSquaredErrorLoss Tensor loss(Tensor y, Tensor target);
          """
              .formatted(g[0], g[1], g[2]));
    }
    return harness.tests();
  }

  @TestFactory
  Stream<DynamicTest> layers() {
    OpHarness harness = new OpHarness();
    for (int i = 0; i < LAYERS.length; i++) {
      harness.add(
          LAYERS[i] + " along time",
          OpHarness.batch(i) + 1,
          """
          @SequenceInput(length = %1$d, features = %2$d) Tensor x();
          @Dense(units = %2$d, activation = TANH) Tensor before(Tensor x);
          %3$s @Output Tensor y(Tensor before);
          @Conv1d(filters = 3, kernel = 2) @Output Tensor z(Tensor y);
          @Flatten Tensor flat(Tensor z);
          @Dense(units = 2) Tensor u(Tensor flat);
          @Label(2) Tensor target();
          @MeanSquaredErrorLoss Tensor loss(Tensor u, Tensor target);
          """
              .formatted(9 + i, new int[] {3, 8, 16, 17}[i % 4], LAYERS[i]));
    }
    return harness.tests();
  }

  /** Steps that a sample does not have reach no valid one, and get no gradient. */
  @TestFactory
  Stream<DynamicTest> varyingNumbersOfSteps() {
    OpHarness harness = new OpHarness();
    for (int i = 0; i < 6; i++) {
      harness.add(
          "up to %d steps".formatted(1 + 3 * i),
          OpHarness.batch(i),
          """
          @SequenceInput(length = %1$d, features = %2$d, variable = true) Tensor x();
          @Label({%1$d, 4}) Tensor target();
          @Conv1d(filters = 17, kernel = 3, dilation = 2, padding = Padding.CAUSAL, activation = SIGMOID)
          Tensor a(Tensor x);
          @Conv1d(filters = 4, kernel = 1) Tensor b(Tensor a);
          @MaxPool1d(value = 2, stride = 1, padding = Padding.CAUSAL) Tensor c(Tensor b);
          @Lstm(units = 4) Tensor d(Tensor c);
          @DepthwiseConv1d(kernel = 2, padding = Padding.CAUSAL) @Output Tensor e(Tensor d);
          @ReduceMean(axes = 0) @Output Tensor mean(Tensor a);
          @LastStep @Output Tensor last(Tensor e);
          @Conv1d(filters = 4, kernel = 2, padding = Padding.CAUSAL) @Output Tensor y(Tensor e);
          @HuberLoss Tensor loss(Tensor y, Tensor target);
          """
              .formatted(1 + 3 * i, new int[] {1, 3, 16}[i % 3]));
    }
    return harness.tests();
  }
}
