package dev.lanewise.processor.ops;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Activations as nodes of their own. */
class ActivationTest {
  /** What a node may carry; in two halves, since each is tested with all others of its half. */
  private static final List<List<String>> HALVES =
      List.of(
          List.of(
              "@Activation(LINEAR)",
              "@Activation(RELU)",
              "@Activation(SIGMOID)",
              "@Activation(TANH)",
              "@Activation(SELU)",
              "@Activation(SILU)",
              "@LeakyRelu(slope = 0.2)",
              "@LeakyRelu(slope = -0.3)",
              "@Elu(alpha = 1.5)"),
          List.of(
              "@Activation(HARD_SIGMOID)",
              "@Activation(HARD_SWISH)",
              "@Activation(SOFTSIGN)",
              "@Activation(SOFTPLUS)",
              "@Activation(GELU)",
              "@Activation(GELU_TANH)",
              "@Activation(STEP)",
              "@Prelu",
              "@Prelu(perChannel = true)"));

  @TestFactory
  Stream<DynamicTest> ofAnInput() {
    OpHarness harness = new OpHarness();
    for (int i = 0; i < OpHarness.SIZES.length; i += 2) {
      String nodes = outputs("x", HALVES.get(i / 2 % 2));
      harness.add(
          "activations of " + OpHarness.SIZES[i],
          OpHarness.batch(i),
          "@Input(%d) Tensor x();\n%s".formatted(OpHarness.SIZES[i], nodes));
    }
    return harness.tests();
  }

  @TestFactory
  Stream<DynamicTest> allOfOneNode() {
    OpHarness harness = new OpHarness();
    for (int i = 0; i < OpHarness.SIZES.length; i++) {
      add(harness, i, HALVES.get(i % 2), "h");
    }
    return harness.tests();
  }

  /** Eight times as large, so that every branch is taken. */
  @TestFactory
  Stream<DynamicTest> ofLargeNumbers() {
    OpHarness harness = new OpHarness();
    for (int i = 2; i < OpHarness.SIZES.length; i += 3) {
      for (List<String> half : HALVES) {
        add(harness, i, half, "wide");
      }
    }
    return harness.tests();
  }

  /** As the activation of a layer, where prediction fuses it into the matrix product. */
  @TestFactory
  Stream<DynamicTest> ofALayer() {
    OpHarness harness = new OpHarness();
    for (String function :
        "SELU SILU HARD_SIGMOID HARD_SWISH SOFTSIGN SOFTPLUS GELU GELU_TANH".split(" ")) {
      harness.add(
          "dense with " + function,
          5,
          """
          @Input(9) Tensor x();
          @Label(17) Tensor target();
          @Dense(units = 33, activation = %1$s) Tensor h(Tensor x);
          @Dense(units = 17, activation = %1$s) @Output Tensor y(Tensor h);
          @MeanSquaredErrorLoss Tensor loss(Tensor y, Tensor target);
          """
              .formatted(function));
    }
    return harness.tests();
  }

  /** The gradient multiplies by a function of the input, whose pads came with the user's array. */
  @TestFactory
  Stream<DynamicTest> ofASumWithAnInput() {
    OpHarness harness = new OpHarness();
    for (int size : new int[] {1, 9, 17}) {
      harness.add(
          "SILU of an input plus a layer of " + size,
          3,
          """
          @Input(%1$d) Tensor x();
          @Label(%1$d) Tensor target();
          @Dense(units = %1$d) Tensor h(Tensor x);
          @Add Tensor sum(Tensor x, Tensor h);
          @Activation(SILU) @Output Tensor y(Tensor sum);
          @MeanSquaredErrorLoss Tensor loss(Tensor y, Tensor target);
          """
              .formatted(size));
    }
    return harness.tests();
  }

  /** Of 0 / 0 pads are no numbers, and a gradient of 0 times them is none either. */
  @TestFactory
  Stream<DynamicTest> ofWhatHasNoNumbersInItsPads() {
    OpHarness harness = new OpHarness();
    for (String activation : HALVES.stream().flatMap(List::stream).toList()) {
      harness.add(
          activation + " of a layer less a quotient",
          3,
          """
          @Input(17) Tensor x();
          @Label(17) Tensor target();
          @Divide Tensor one(@From("x") Tensor a, @From("x") Tensor b);
          @Dense(units = 17) Tensor h(Tensor x);
          @Subtract Tensor less(Tensor h, Tensor one);
          %s @Output Tensor y(Tensor less);
          @MeanSquaredErrorLoss Tensor loss(Tensor y, Tensor target);
          """
              .formatted(activation));
    }
    return harness.tests();
  }

  /** A channel's slope serves all its elements, wherever they fall among the lanes. */
  @TestFactory
  Stream<DynamicTest> preluOfImages() {
    OpHarness harness = new OpHarness();
    for (int channels : new int[] {1, 3, 7}) {
      harness.add(
          "PReLU of " + channels + " channels",
          4,
          """
          @Input({%1$d, 3, 5}) Tensor x();
          @Label({%1$d, 3, 5}) Tensor target();
          @Prelu(perChannel = true, initial = 0.1) @Output Tensor y(Tensor x);
          @Prelu @Output Tensor z(Tensor y);
          @MeanSquaredErrorLoss Tensor loss(Tensor z, Tensor target);
          """
              .formatted(channels));
    }
    return harness.tests();
  }

  @TestFactory
  Stream<DynamicTest> chains() {
    OpHarness harness = new OpHarness();
    for (int i = 1; i < OpHarness.SIZES.length; i += 2) {
      harness.add(
          "sigmoid, tanh and relu in a chain of " + OpHarness.SIZES[i],
          OpHarness.batch(i),
          """
          @Input(5) Tensor x();
          @Label(%1$d) Tensor target();
          @Dense(units = %1$d, activation = SIGMOID) Tensor a(Tensor x);
          @Activation(TANH) Tensor b(Tensor a);
          @Activation(RELU) Tensor c(Tensor b);
          @Activation(SIGMOID) Tensor d(Tensor c);
          @Activation(GELU) Tensor e(Tensor d);
          @Activation(SOFTPLUS) Tensor f(Tensor e);
          @Activation(SILU) Tensor g(Tensor f);
          @MeanSquaredErrorLoss Tensor loss(Tensor g, Tensor target);
          """
              .formatted(OpHarness.SIZES[i]));
    }
    return harness.tests();
  }

  private static void add(OpHarness harness, int size, List<String> functions, String of) {
    String losses =
        Stream.iterate(0, i -> i < functions.size(), i -> i + 1)
            .map(i ->
                "@MeanSquaredErrorLoss(weight = %1$s) Tensor loss%2$d(Tensor y%2$d, Tensor target);"
                    .formatted(0.05 + 0.025 * i, i))
            .collect(Collectors.joining("\n"));
    harness.add(
        functions.getFirst() + " and others of " + of + ", " + OpHarness.SIZES[size],
        OpHarness.batch(size),
        """
        @Input(5) Tensor x();
        @Label(%1$d) Tensor target();
        @Dense(units = %1$d) Tensor h(Tensor x);
        @Add Tensor twice(@From("h") Tensor a, @From("h") Tensor b);
        @Add Tensor wide(@From("twice") Tensor a, @From("twice") Tensor b,
            @From("twice") Tensor c, @From("twice") Tensor d);
        @Concat @Output Tensor both(Tensor wide, Tensor h);
        %2$s
        %3$s
        """
            .formatted(OpHarness.SIZES[size], outputs(of, functions), losses));
  }

  private static String outputs(String of, List<String> functions) {
    return Stream.iterate(0, i -> i < functions.size(), i -> i + 1)
        .map(i -> functions.get(i) + " @Output Tensor y" + i + "(Tensor " + of + ");\n")
        .collect(Collectors.joining());
  }
}
