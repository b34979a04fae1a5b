package dev.lanewise.processor.ops;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Nodes that several others lead to: sums and concatenations. */
class JoinTest {
  @TestFactory
  Stream<DynamicTest> add() {
    OpHarness harness = new OpHarness();
    for (int i = 0; i < OpHarness.SIZES.length; i++) {
      harness.add(
          "add of " + OpHarness.SIZES[i],
          OpHarness.batch(i + 2),
          """
          @Input(5) Tensor v();
          @Input(%1$d) Tensor x();
          @Label(%1$d) Tensor target();
          @Dense(units = %1$d, activation = SIGMOID) Tensor a(Tensor v);
          @Dense(units = %1$d, activation = TANH) Tensor b(Tensor v);
          @Add @Output Tensor sum(Tensor a, Tensor b, Tensor x);
          @Add @Output Tensor twice(@From("sum") Tensor l, @From("sum") Tensor r);
          @MeanSquaredErrorLoss Tensor loss(Tensor twice, Tensor target);
          """
              .formatted(OpHarness.SIZES[i]));
    }
    return harness.tests();
  }

  @TestFactory
  Stream<DynamicTest> concat() {
    OpHarness harness = new OpHarness();
    for (int i = 0; i < OpHarness.SIZES.length; i++) {
      int other = OpHarness.SIZES[(i + 4) % OpHarness.SIZES.length];
      harness.add(
          "concat of " + OpHarness.SIZES[i] + ", 3 and " + other,
          OpHarness.batch(i + 3),
          """
          @Input(3) Tensor x();
          @Label(%3$d) Tensor target();
          @Dense(units = %1$d, activation = SIGMOID) Tensor a(Tensor x);
          @Dense(units = %2$d, activation = TANH) Tensor b(Tensor x);
          @Concat @Output Tensor all(Tensor a, Tensor x, Tensor b);
          @Dense(units = 9) @Output Tensor c(Tensor all);
          @Dense(units = 9) Tensor d(Tensor a);
          @MeanSquaredErrorLoss Tensor loss(Tensor all, Tensor target);
          @MeanSquaredErrorLoss Tensor other(Tensor c, Tensor d);
          """
              .formatted(OpHarness.SIZES[i], other, OpHarness.SIZES[i] + 3 + other));
    }
    return harness.tests();
  }

  /** Inception's block: what is joined comes of convolutions, a pooling and an activation. */
  @TestFactory
  Stream<DynamicTest> branches() {
    OpHarness harness = new OpHarness();
    int[][] channels = {{16, 32, 16, 5}, {16, 16, 3, 16}, {8, 4, 2, 1}, {7, 3, 17, 1}};
    for (int i = 0; i < channels.length; i++) {
      int[] c = channels[i];
      harness.add(
          "branches of %d, %d, %d and %d channels".formatted(c[0], c[1], c[2], c[3]),
          OpHarness.batch(i),
          """
          @Input({3, 5, 6}) Tensor x();
          @Label({6, 5, 6}) Tensor target();
          @Conv2d(filters = 6, kernel = 3, padding = Padding.SAME) Tensor stem(Tensor x);
          @Conv2d(filters = %1$d, kernel = 1, activation = RELU) Tensor a(Tensor stem);
          @Conv2d(filters = %2$d, kernel = 3, padding = Padding.SAME, activation = SIGMOID) Tensor b(Tensor stem);
          @Conv2d(filters = %3$d, kernel = 1) Tensor linear(Tensor stem);
          @Activation(TANH) Tensor c(Tensor linear);
          @Conv2d(filters = %4$d, kernel = 1) Tensor narrow(Tensor stem);
          @MaxPool2d(value = 3, stride = 1, pads = 1) Tensor d(Tensor narrow);
          @Concat(axis = 0) Tensor all(Tensor a, Tensor b, Tensor c, Tensor d);
          @Conv2d(filters = 6, kernel = 3, padding = Padding.SAME) @Output Tensor y(Tensor all);
          @MeanSquaredErrorLoss Tensor loss(Tensor y, Tensor target);
          """
              .formatted(c[0], c[1], c[2], c[3]));
    }
    return harness.tests();
  }

  /** DenseNet's block: each layer reads what all before it made. */
  @TestFactory
  Stream<DynamicTest> denseBlock() {
    OpHarness harness = new OpHarness();
    for (int growth : new int[] {16, 8, 4, 3}) {
      harness.add(
          "layers of " + growth + " channels each",
          3,
          """
          @Input({2, 9}) Tensor x();
          @Label(2) Tensor target();
          @Conv1d(filters = %1$d, kernel = 3, padding = Padding.SAME, activation = GELU) Tensor a(Tensor x);
          @Conv1d(filters = %1$d, kernel = 3, padding = Padding.SAME, activation = TANH) Tensor b(Tensor a);
          @Concat(axis = 0) Tensor ab(Tensor a, Tensor b);
          @Conv1d(filters = %1$d, kernel = 3, padding = Padding.SAME, activation = TANH) Tensor c(Tensor ab);
          @Concat(axis = 0) @Output Tensor abc(Tensor ab, Tensor c);
          @Conv1d(filters = 5, kernel = 2) Tensor d(Tensor abc);
          @GlobalAvgPool Tensor e(Tensor d);
          @Dense(units = 2) @Output Tensor y(Tensor e);
          @MeanSquaredErrorLoss Tensor loss(Tensor y, Tensor target);
          """
              .formatted(growth));
    }
    return harness.tests();
  }

  /** What has no place of its own in the result is copied: inputs, repetitions, second joins. */
  @TestFactory
  Stream<DynamicTest> partsThatAreCopied() {
    OpHarness harness = new OpHarness();
    for (int channels : new int[] {16, 8, 3}) {
      harness.add(
          "an input, one twice, and one in two joins, " + channels + " channels",
          2,
          """
          @Input({%1$d, 4, 3}) Tensor x();
          @Label({3, 4, 3}) Tensor target();
          @Conv2d(filters = %1$d, kernel = 3, padding = Padding.SAME) Tensor a(Tensor x);
          @Conv2d(filters = %1$d, kernel = 1, activation = RELU) Tensor b(Tensor a);
          @Concat(axis = 0) Tensor one(@From("b") Tensor p, @From("x") Tensor q, @From("b") Tensor r, @From("a") Tensor s);
          @Concat(axis = 0) @Output Tensor other(Tensor b, Tensor a);
          @Conv2d(filters = 3, kernel = 3, padding = Padding.SAME) Tensor c(Tensor one);
          @Conv2d(filters = 3, kernel = 2, pads = {1, 1, 0, 0}) Tensor d(Tensor other);
          @Add @Output Tensor y(Tensor c, Tensor d);
          @MeanSquaredErrorLoss Tensor loss(Tensor y, Tensor target);
          """
              .formatted(channels));
    }
    return harness.tests();
  }

  /** ResNet's blocks: what is skipped is added to a convolution, or to a dense layer. */
  @TestFactory
  Stream<DynamicTest> residuals() {
    OpHarness harness = new OpHarness();
    for (int channels : new int[] {1, 3, 7, 16, 17}) {
      harness.add(
          "residual blocks of " + channels + " channels",
          OpHarness.batch(channels),
          """
          @Input({2, 5, 4}) Tensor x();
          @Label(3) Tensor target();
          @Conv2d(filters = %1$d, kernel = 3, padding = Padding.SAME, activation = RELU) Tensor stem(Tensor x);
          @Conv2d(filters = %1$d, kernel = 3, padding = Padding.SAME, activation = TANH) Tensor a(Tensor stem);
          @Conv2d(filters = %1$d, kernel = 3, padding = Padding.SAME) Tensor b(Tensor a);
          @Add Tensor sum(Tensor stem, Tensor b);
          @Activation(RELU) Tensor y(Tensor sum);
          @Conv2d(filters = 5, kernel = 3, stride = 2, padding = Padding.SAME) Tensor c(Tensor y);
          @Conv2d(filters = 5, kernel = 1, stride = 2) Tensor project(Tensor y);
          @Add @Output Tensor projected(Tensor c, Tensor project);
          @Activation(SIGMOID) Tensor z(Tensor projected);
          @GlobalAvgPool Tensor mean(Tensor z);
          @Dense(units = 5, activation = RELU) Tensor hidden(Tensor mean);
          @Dense(units = 5) Tensor deeper(Tensor hidden);
          @Add Tensor both(Tensor mean, Tensor deeper);
          @Activation(RELU) Tensor d(Tensor both);
          @Dense(units = 3) @Output Tensor out(Tensor d);
          @MeanSquaredErrorLoss Tensor loss(Tensor out, Tensor target);
          """
              .formatted(channels));
    }
    return harness.tests();
  }

  /** Masks between convolutions, parts of images and what they join to, each way. */
  @TestFactory
  Stream<DynamicTest> splitsAndMasks() {
    OpHarness harness = new OpHarness();
    int[][] channels = {{16, 19, 17}, {16, 16, 4}, {8, 5, 3}, {4, 4, 1}, {3, 2, 7}};
    for (int i = 0; i < channels.length; i++) {
      int[] c = channels[i];
      harness.add(
          "split of %d and %d channels, then %d".formatted(c[0], c[1], c[2]),
          OpHarness.batch(i),
          """
          @Input({5, 3, 4}) Tensor x();
          @Label(%4$d) Tensor target();
          @Conv2d(filters = %5$d, kernel = 3, padding = Padding.SAME, activation = TANH) Tensor stem(Tensor x);
          @Slice(axis = 0, end = %1$d) Tensor l(Tensor stem);
          @Slice(axis = 0, start = %1$d) Tensor r(Tensor stem);
          @Slice(axis = 0, start = 0, end = 3) Tensor first(Tensor stem);
          @Conv2d(filters = %1$d, kernel = 3, padding = Padding.SAME, activation = SIGMOID) Tensor la(Tensor l);
          @AlphaDropout(0.3) Tensor ld(Tensor la);
          @Conv2d(filters = %3$d, kernel = 1) Tensor ra(Tensor r);
          @Dropout2d(0.3) Tensor rd(Tensor ra);
          @Conv2d(filters = 2, kernel = 3, padding = Padding.SAME) Tensor fa(Tensor first);
          @Dropout(0.4) Tensor fd(Tensor fa);
          @Concat(axis = 0) Tensor all(Tensor ld, Tensor r, Tensor rd, Tensor fd);
          @Conv2d(filters = 3, kernel = 3, padding = Padding.SAME, activation = RELU) Tensor y(Tensor all);
          @Slice(axis = 0, start = 1) Tensor some(Tensor y);
          @Flatten Tensor flat(Tensor some);
          @Dense(units = %4$d) @Output Tensor out(Tensor flat);
          @MeanSquaredErrorLoss Tensor loss(Tensor out, Tensor target);
          """
              .formatted(c[0], c[1], c[2], 3, c[0] + c[1]));
    }
    return harness.tests();
  }

  @TestFactory
  Stream<DynamicTest> imagesOfSeveralAxes() {
    OpHarness harness = new OpHarness();
    harness.add(
        "add, concat and activation of 2x3x5",
        4,
        """
        @Input({2, 3, 5}) Tensor x();
        @Input({2, 3, 4}) Tensor y();
        @Activation(TANH) Tensor t(Tensor x);
        @Add @Output Tensor sum(Tensor t, Tensor x);
        @Concat @Output Tensor all(Tensor sum, Tensor y);
        """);
    return harness.tests();
  }
}
