package dev.lanewise.processor.ops;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.lanewise.processor.compiled.Batch;
import dev.lanewise.processor.compiled.Compilation;
import dev.lanewise.processor.compiled.Net;
import dev.lanewise.processor.compiled.Stepper;
import dev.lanewise.processor.reference.StepAgreement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Layers one by one, and mixtures: their steps are those of the whole sequence. */
class StepperTest {
  /** The layers behind {@code x} of 7 steps and 5 features, of which the last is {@code y}. */
  private static final List<String> LAYERS =
      List.of(
          "@Lstm(units = 1) Tensor y(Tensor x);",
          "@Lstm(units = 16) Tensor y(Tensor x);",
          "@Lstm(units = 20, returnSequence = false) Tensor y(Tensor x);",
          "@Lstm(units = 36, peephole = true) Tensor y(Tensor x);",
          "@Lstm(units = 7, coupledGates = true) Tensor y(Tensor x);",
          "@Lstm(units = 9, layers = 3) Tensor y(Tensor x);",
          "@Gru(units = 17) Tensor y(Tensor x);",
          "@Gru(units = 32, resetAfter = false, layers = 2) Tensor y(Tensor x);",
          "@SimpleRnn(units = 33) Tensor y(Tensor x);",
          "@IndRnn(units = 8) Tensor y(Tensor x);",
          "@Jordan(units = 6, outputs = 3) Tensor y(Tensor x);",
          "@Dense(units = 4, activation = TANH) Tensor y(Tensor x);",
          "@LayerNorm Tensor a(Tensor x); @Softmax Tensor y(Tensor a);",
          "@Dense(units = 20) Tensor a(Tensor x); @Gru(units = 20) Tensor b(Tensor a);"
              + " @Add Tensor c(Tensor a, Tensor b); @Concat(axis = -1) Tensor y(Tensor c, Tensor x);",
          "@Lstm(units = 12) Tensor a(Tensor x); @StateOf(\"c\") Tensor c(Tensor a);"
              + " @StateOf(\"h\") Tensor h(Tensor a); @LastStep Tensor l(Tensor a);"
              + " @Concat Tensor all(Tensor c, Tensor h, Tensor l); @Dense(units = 3) Tensor y(Tensor all);",
          "@Lstm(units = 12) Tensor a(Tensor x); @StateOf(\"c\") @Output Tensor c(Tensor a);"
              + " @StateOf(\"h\") @Output Tensor h(Tensor a); @Dense(units = 3) Tensor y(Tensor a);",
          "@Conv1d(filters = 20, kernel = 3, padding = Padding.CAUSAL, activation = RELU) Tensor y(Tensor x);",
          "@Conv1d(filters = 4, kernel = 3, dilation = 2, bias = false, padding = Padding.CAUSAL) Tensor a(Tensor x);"
              + " @Conv1d(filters = 17, kernel = 2, dilation = 4, padding = Padding.CAUSAL) Tensor y(Tensor a);",
          "@Conv1d(filters = 6, kernel = 1) Tensor a(Tensor x);"
              + " @Conv1d(filters = 8, kernel = 3, groups = 2, padding = Padding.CAUSAL) Tensor y(Tensor a);",
          "@DepthwiseConv1d(kernel = 4, multiplier = 2, padding = Padding.CAUSAL) Tensor y(Tensor x);",
          "@Conv1d(filters = 9, kernel = 2, padding = Padding.CAUSAL) Tensor a(Tensor x); @BatchNorm1d Tensor b(Tensor a);"
              + " @Lstm(units = 16) Tensor c(Tensor b); @Dense(units = 3) Tensor y(Tensor c);",
          "@MaxPool1d(value = 3, stride = 1, padding = Padding.CAUSAL) Tensor y(Tensor x);",
          "@AvgPool1d(value = 2, stride = 1, padding = Padding.CAUSAL) Tensor y(Tensor x);",
          "@SimpleRnn(units = 9) Tensor a(Tensor x); @ReduceMean(axes = 0) Tensor y(Tensor a);",
          "@Gru(units = 20) Tensor a(Tensor x); @ReduceMax(axes = 0) Tensor b(Tensor a);"
              + " @ReduceSum(axes = {0, 1}) Tensor s(Tensor a); @Multiply Tensor y(Tensor b, Tensor s);",
          "@Slice(axis = 1, start = 1, end = 4) Tensor y(Tensor x);",
          "@ReduceMax(axes = 1, keepDims = true) Tensor a(Tensor x); @Multiply Tensor y(Tensor x, Tensor a);",
          "@Parameter(5) Tensor p(); @Multiply Tensor y(Tensor x, Tensor p);",
          // Weights beyond the first-level cache, which each second step reads backwards.
          "@Lstm(units = 50) Tensor y(Tensor x);",
          "@Lstm(units = 61, layers = 2, bias = false) Tensor y(Tensor x);",
          "@SimpleRnn(units = 93) Tensor y(Tensor x);",
          "@Jordan(units = 129, outputs = 70) Tensor y(Tensor x);");

  @TestFactory
  Stream<DynamicTest> equalTheWholeSequence() {
    List<String> labels = new ArrayList<>();
    List<String> sources = new ArrayList<>();
    for (int i = 0; i < LAYERS.size(); i++) {
      String layers = LAYERS.get(i).replace("Tensor y(", "@Output Tensor y(");
      // Some read all steps that there may be, or drop the knowledge of them.
      boolean fixed = layers.matches(".*(@Slice|axes = 1|@BatchNorm).*");
      for (String variable : new String[] {"", ", variable = true"}) {
        String type = variable.isEmpty() == (i % 2 == 0) ? "FLOAT" : "DOUBLE";
        if (variable.isEmpty() || !fixed) {
          labels.add(layers + variable + " " + type);
          sources.add(
              """
              @Model(batch = 3, streaming = true, type = DataType.%s) interface M%d {
                @SequenceInput(length = 7, features = 5%s) Tensor x();
                %s
              }
              """
                  .formatted(type, sources.size(), variable, layers));
        }
      }
    }
    return tests(labels, sources);
  }

  @TestFactory
  Stream<DynamicTest> ofTokensAndOfSeveralInputs() {
    return tests(
        List.of(
            "tokens",
            "two sequences and an input of the whole",
            "a single step",
            "a single step whose state has weights of its own"),
        List.of(
            """
            @Model(streaming = true) interface M0 {
              @TokenInput(length = 6, vocabulary = 11) Tensor x();
              @Embedding(features = 9) Tensor e(Tensor x);
              @Lstm(units = 18) Tensor h(Tensor e);
              @Dense(units = 11) Tensor scores(Tensor h);
              @Softmax @Output Tensor p(Tensor scores);
            }
            """,
            """
            @Model(streaming = true) interface M1 {
              @SequenceInput(length = 6, features = 4) Tensor x();
              @Input(3) Tensor scale();
              @SequenceInput(length = 6, features = 4) Tensor z();
              @Add Tensor sum(Tensor x, Tensor z);
              @Gru(units = 3) Tensor h(Tensor sum);
              @LastStep Tensor last(Tensor h);
              @Multiply @Output Tensor y(Tensor last, Tensor scale);
              @Dense(units = 2) @Output Tensor each(Tensor h);
            }
            """,
            """
            @Model(streaming = true) interface M2 {
              @SequenceInput(length = 1, features = 4) Tensor x();
              @Lstm(units = 5) Tensor h(Tensor x);
              @LastStep @Output Tensor y(Tensor h);
            }
            """,
            """
            @Model(streaming = true) interface M3 {
              @Cell interface Apart {
                @Input Tensor x();
                @State(5) Tensor h();
                @State(3) Tensor unread();
                @Concat Tensor xh(Tensor x, Tensor h);
                @Dense(units = 5, activation = TANH) @Next("h") Tensor next(Tensor xh);
                @Dense(units = 3) @Next("unread") Tensor aside(Tensor unread);
                @Dense(units = 2) @Output Tensor y(Tensor xh);
              }
              @SequenceInput(length = 1, features = 4) Tensor x();
              @Recurrent(Apart.class) @Output Tensor y(Tensor x);
            }
            """));
  }

  @TestFactory
  Stream<DynamicTest> ofStoredWeights() {
    List<String> layers =
        List.of(
            "@Lstm(units = 36) @Output Tensor y(Tensor x);",
            "@Gru(units = 17, layers = 2) Tensor a(Tensor x); @Dense(units = 40) @Output Tensor y(Tensor a);",
            "@Conv1d(filters = 20, kernel = 3, padding = Padding.CAUSAL) Tensor a(Tensor x);"
                + " @SimpleRnn(units = 33) @Output Tensor y(Tensor a);",
            "@Lstm(units = 67) @Output Tensor y(Tensor x);");
    return tests(
        layers,
        IntStream.range(0, layers.size())
            .mapToObj(i ->
                """
                @Model(batch = 3, streaming = true, weightStorage = WeightStorage.BFLOAT16) interface M%d {
                  @SequenceInput(length = 7, features = 5) Tensor x();
                  %s
                }
                """
                    .formatted(i, layers.get(i)))
            .toList());
  }

  @Test
  void newWeightsAreSeen() {
    Net net =
        Compilation.of(
                """
                @Model(streaming = true) interface Learning {
                  @SequenceInput(length = 4, features = 2) Tensor x();
                  @Lstm(units = 3) Tensor h(Tensor x);
                  @Dense(units = 2) @Output Tensor y(Tensor h);
                }
                """)
            .net("Learning", 0);
    Batch sample = Batch.random(net.spec(), 1, 5);
    Stepper stepper = new Stepper(net, 4, Set.of("x", "y"));
    double[] before = stepper.step(sample, 0).get("y");
    Map<String, double[]> doubled = net.parameters();
    doubled.values().forEach(values -> Arrays.setAll(values, i -> 2 * values[i]));
    net.parameters(doubled);
    stepper.reset();
    double[] after = stepper.step(sample, 0).get("y");
    assertFalse(Arrays.equals(before, after));
    assertArrayEquals(new Stepper(net, 4, Set.of("x", "y")).step(sample, 0).get("y"), after);
  }

  private static Stream<DynamicTest> tests(List<String> labels, List<String> sources) {
    Compilation compilation = Compilation.of(sources);
    return IntStream.range(0, labels.size())
        .mapToObj(i -> dynamicTest(labels.get(i), () -> StepAgreement.check(compilation, "M" + i)));
  }

  @Test
  void aStateOfAnotherLengthIsRefused() {
    Net net =
        Compilation.of(
                """
                @Model(streaming = true) interface Refusing {
                  @SequenceInput(length = 4, features = 2) Tensor x();
                  @Lstm(units = 3) @Output Tensor y(Tensor x);
                }
                """)
            .net("Refusing", 0);
    Stepper stepper = new Stepper(net, 4, Set.of("x", "y"));
    Exception fault =
        assertThrows(IllegalArgumentException.class, () -> stepper.restore(new float[5]));
    assertEquals("Refusing: expected 7 values of state, got 5", fault.getMessage());
    float[] wrong = {0, 0, 0, 0, 0, 0, -1};
    assertTrue(
        assertThrows(IllegalArgumentException.class, () -> stepper.restore(wrong))
            .getMessage()
            .contains("number of steps"));
  }
}
