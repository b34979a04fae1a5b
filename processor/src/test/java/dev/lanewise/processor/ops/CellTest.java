package dev.lanewise.processor.ops;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.processor.compiled.Batch;
import dev.lanewise.processor.compiled.Compilation;
import dev.lanewise.processor.compiled.Net;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Cells of the user's own: as the formulas say, and as the built-in layers where they are those.
 */
class CellTest {
  /** What is read and what is said besides is concatenated, as in courses. */
  @TestFactory
  Stream<DynamicTest> concatenated() {
    OpHarness harness = new OpHarness();
    int[] units = {1, 3, 16, 17, 33};
    for (int i = 0; i < units.length; i++) {
      int features = units[(i + 2) % units.length];
      harness.add(
          "concat of %d and %d".formatted(features, units[i]),
          OpHarness.batch(i),
          """
          @Cell interface Reader {
            @Input Tensor x();
            @State(%2$d) Tensor h();
            @Concat Tensor xh(Tensor x, Tensor h);
            @Dense(units = %2$d) @Next("h") Tensor next(Tensor xh);
            @Dense(units = 6) Tensor o(Tensor xh);
            @LogSoftmax @Output Tensor scores(Tensor o);
          }
          @SequenceInput(length = %3$d, features = %1$d) Tensor x();
          @ClassLabel(value = 6, shape = %3$d) Tensor target();
          @Dense(units = %1$d) Tensor before(Tensor x);
          @Recurrent(Reader.class) @Output Tensor y(Tensor before);
          @NegativeLogLikelihoodLoss Tensor loss(Tensor y, Tensor target);
          """
              .formatted(features, units[i], 1 + i % 4));
    }
    return harness.tests();
  }

  private static final String[][] MODELS = {
    {
      "two states that feed each other, an invariant, and both last states",
      """
      @Cell interface Pair {
        @Input(5) Tensor x();
        @Input(7) Tensor image();
        @State(7) Tensor a();
        @State(3) Tensor b();
        @Dense(units = 7) Tensor fromB(Tensor b);
        @Add Tensor sum(Tensor fromB, Tensor image);
        @Activation(TANH) @Next("a") Tensor nextA(Tensor sum);
        @Concat Tensor ax(Tensor a, Tensor x);
        @Dense(units = 3, activation = SIGMOID) @Output @Next("b") Tensor nextB(Tensor ax);
      }
      @SequenceInput(length = 4, features = 5) Tensor x();
      @Input(6) Tensor pixels();
      @Input(7) Tensor a0();
      @Label({4, 3}) Tensor target();
      @Label(7) Tensor other();
      @Dense(units = 5) Tensor before(Tensor x);
      @Dense(units = 7) Tensor image(Tensor pixels);
      @Dense(units = 3) Tensor b0(Tensor pixels);
      @Dense(units = 7) Tensor first(Tensor a0);
      @Recurrent(Pair.class) @Output Tensor y(Tensor before, Tensor image, Tensor first, Tensor b0);
      @StateOf("a") @Output Tensor a(Tensor y);
      @StateOf("b") @Output Tensor b(Tensor y);
      @MeanSquaredErrorLoss Tensor loss(Tensor y, Tensor target);
      @MeanAbsoluteErrorLoss Tensor loss2(Tensor a, Tensor other);
      """
    },
    {
      "states that change places",
      """
      @Cell interface Swap {
        @Input Tensor x();
        @State(6) Tensor a();
        @State(6) Tensor b();
        @Activation(LINEAR) @Next("a") Tensor nextA(Tensor b);
        @Dense(units = 6) Tensor change(Tensor x);
        @Add @Next("b") Tensor nextB(Tensor a, Tensor change);
        @Multiply @Output Tensor y(Tensor a, Tensor nextB);
      }
      @SequenceInput(length = 5, features = 4) Tensor x();
      @Label({5, 6}) Tensor target();
      @Recurrent(Swap.class) @Output Tensor y(Tensor x);
      @MeanSquaredErrorLoss Tensor loss(Tensor y, Tensor target);
      """
    },
    {
      "a state that is an image, and filters of it",
      """
      @Cell interface Filtered {
        @Input(5) Tensor x();
        @State({2, 3, 3}) Tensor h();
        @Conv2d(filters = 2, kernel = 3, padding = Padding.SAME) Tensor seen(Tensor h);
        @Dense(units = 18) Tensor read(Tensor x);
        @Reshape({2, 3, 3}) Tensor image(Tensor read);
        @Add Tensor sum(Tensor seen, Tensor image);
        @Activation(TANH) @Next("h") Tensor next(Tensor sum);
        @Flatten Tensor flat(Tensor next);
        @Dense(units = 3) @Output Tensor y(Tensor flat);
      }
      @SequenceInput(length = 3, features = 5) Tensor x();
      @Label({3, 3}) Tensor target();
      @Recurrent(Filtered.class) @Output Tensor y(Tensor x);
      @MeanSquaredErrorLoss Tensor loss(Tensor y, Tensor target);
      """
    },
    {
      "what the step before has read",
      """
      @Cell interface Delay {
        @Input @Next("before") Tensor x();
        @State(4) Tensor before();
        @Subtract Tensor change(Tensor x, Tensor before);
      }
      @SequenceInput(length = 5, features = 4) Tensor x();
      @Label({5, 3}) Tensor target();
      @Dense(units = 4) Tensor first(Tensor x);
      @Recurrent(Delay.class) @Output Tensor change(Tensor first);
      @Dense(units = 3) @Output Tensor y(Tensor change);
      @MeanSquaredErrorLoss Tensor loss(Tensor y, Tensor target);
      """
    },
    {
      "the last step alone, backwards, of one of two outputs",
      """
      @Cell interface Last {
        @Input Tensor x();
        @State(9) Tensor h();
        @Concat Tensor xh(Tensor x, Tensor h);
        @Dense(units = 9, activation = TANH) @Next("h") Tensor next(Tensor xh);
        @Dense(units = 3) @Output Tensor o(Tensor next);
        @Dense(units = 2) @Output Tensor unread(Tensor next);
      }
      @SequenceInput(length = 5, features = 4) Tensor x();
      @Label(3) Tensor target();
      @Recurrent(value = Last.class, returnSequence = false, reverse = true) @Output Tensor y(Tensor x);
      @StateOf("h") @Output Tensor h(Tensor y);
      @MeanSquaredErrorLoss Tensor loss(Tensor y, Tensor target);
      """
    },
    {
      "two sequences, one of which is there as a whole as well",
      """
      @Cell interface Two {
        @Input(4) Tensor x();
        @Input Tensor z();
        @Input({5, 4}) Tensor whole();
        @State(4) Tensor h();
        @ReduceMean(axes = 0) Tensor mean(Tensor whole);
        @Dense(units = 4) Tensor hz(Tensor z);
        @Add Tensor sum(Tensor x, Tensor hz, Tensor h, Tensor mean);
        @Activation(TANH) @Next("h") Tensor next(Tensor sum);
      }
      @SequenceInput(length = 5, features = 4) Tensor x();
      @SequenceInput(length = 5, features = 2) Tensor z();
      @Label({5, 4}) Tensor target();
      @Dense(units = 4) Tensor first(Tensor x);
      @Recurrent(Two.class) @Output Tensor y(Tensor first, Tensor z, @From("first") Tensor whole);
      @MeanSquaredErrorLoss Tensor loss(Tensor y, Tensor target);
      """
    },
    {
      "blocks, shared ones, a trained value, a penalty and dropout",
      """
      @Block interface Gate {
        @Input Tensor x();
        @Dense(units = 6, activation = SIGMOID) @L2(0.1) Tensor y(Tensor x);
      }
      @Cell interface Gated {
        @Input Tensor x();
        @State(6) Tensor h();
        @Parameter(6) Tensor bias();
        @Use(value = Gate.class, shared = "gate") Tensor left(Tensor h);
        @Use(value = Gate.class, shared = "gate") Tensor right(Tensor x);
        @Dropout(0.3) Tensor dropped(Tensor left);
        @Multiply Tensor product(Tensor dropped, Tensor right);
        @Add @Next("h") Tensor next(Tensor product, Tensor bias);
      }
      @SequenceInput(length = 3, features = 6) Tensor x();
      @Label({3, 6}) Tensor target();
      @Recurrent(Gated.class) Tensor one(Tensor x);
      @Recurrent(Gated.class) @Output Tensor y(Tensor one);
      @MeanSquaredErrorLoss Tensor loss(Tensor y, Tensor target);
      """
    },
    {
      "a state that only the next state of another reads, and one that a last output alone needs",
      """
      @Cell interface Sum {
        @Input Tensor x();
        @State(4) Tensor total();
        @State(4) Tensor count();
        @Add @Next("total") Tensor sum(Tensor total, Tensor x);
        @Multiply @Next("count") Tensor product(Tensor sum, Tensor x);
        @Multiply @Output Tensor y(Tensor x, Tensor sum);
        @Add @Output Tensor counted(Tensor count, Tensor y);
      }
      @SequenceInput(length = 3, features = 4) Tensor x();
      @Label(4) Tensor target();
      @Dense(units = 4) Tensor before(Tensor x);
      @Recurrent(Sum.class) @Output Tensor y(Tensor before);
      @StateOf("count") @Output Tensor last(Tensor y);
      @MeanSquaredErrorLoss Tensor loss(Tensor last, Tensor target);
      """
    },
  };

  /** What leaves the loop, and what is drawn once for all steps. */
  private static final String[][] BEFORE_THE_LOOP = {
    {
      "a layer of a sequence, a state and an image side by side, dropout of the input",
      """
      @Cell interface Mixed {
        @Input Tensor x();
        @Input(5) Tensor image();
        @State(7) Tensor h();
        @Dropout(0.3) Tensor some(Tensor x);
        @Dense(units = 4) Tensor word(Tensor some);
        @Concat Tensor all(Tensor image, Tensor word, Tensor h, Tensor x);
        @Dense(units = 7, activation = TANH) @Next("h") Tensor next(Tensor all);
        @Dense(units = 3) @Output Tensor y(Tensor all);
      }
      @SequenceInput(length = 4, features = 6) Tensor x();
      @Input(5) Tensor pixels();
      @Label({4, 3}) Tensor target();
      @Dense(units = 6) Tensor before(Tensor x);
      @Dense(units = 5) Tensor image(Tensor pixels);
      @Recurrent(value = Mixed.class, reverse = true) @Output Tensor y(Tensor before, Tensor image);
      @MeanSquaredErrorLoss Tensor loss(Tensor y, Tensor target);
      """
    },
    {
      "results that wait for no state, of which one is the last step's",
      """
      @Cell interface Aside {
        @Input Tensor x();
        @State(5) Tensor h();
        @Dense(units = 5, activation = SIGMOID) @Output Tensor gate(Tensor x);
        @Multiply @Next("h") @Output Tensor next(Tensor gate, Tensor h);
      }
      @SequenceInput(length = 3, features = 4) Tensor x();
      @Input(5) Tensor first();
      @Label({3, 5}) Tensor target();
      @Label(5) Tensor other();
      @Dense(units = 4) Tensor before(Tensor x);
      @Recurrent(Aside.class) @Output Tensor gate(Tensor before, Tensor first);
      @StateOf("next") @Output Tensor y(Tensor gate);
      @Recurrent(value = Aside.class, returnSequence = false) @Output Tensor last(Tensor before, Tensor first);
      @StateOf("next") @Output Tensor z(Tensor last);
      @Add Tensor sum(Tensor last, Tensor z);
      @MeanSquaredErrorLoss Tensor loss(Tensor y, Tensor target);
      @MeanSquaredErrorLoss Tensor loss2(Tensor sum, Tensor other);
      """
    },
  };

  @TestFactory
  Stream<DynamicTest> beforeTheLoop() {
    OpHarness harness = new OpHarness();
    for (int i = 0; i < BEFORE_THE_LOOP.length; i++) {
      harness.add(BEFORE_THE_LOOP[i][0], OpHarness.batch(i), BEFORE_THE_LOOP[i][1]);
    }
    return harness.tests();
  }

  @TestFactory
  Stream<DynamicTest> models() {
    OpHarness harness = new OpHarness();
    for (int i = 0; i < MODELS.length; i++) {
      harness.add(MODELS[i][0], OpHarness.batch(i), MODELS[i][1]);
    }
    return harness.tests();
  }

  private static final String ELMAN =
      """
      @Cell interface Elman {
        @Input Tensor x();
        @State(17) Tensor h();
        @Dense(units = 17) Tensor ih(Tensor x);
        @Dense(units = 17) Tensor hh(Tensor h);
        @Add Tensor sum(Tensor ih, Tensor hh);
        @Activation(TANH) @Next("h") Tensor y(Tensor sum);
      }
      """;

  private static final String LSTM =
      """
      @Cell interface LongShort {
        @Input Tensor x();
        @State(17) Tensor h();
        @State(17) Tensor c();
        @Dense(units = 68) Tensor ih(Tensor x);
        @Dense(units = 68) Tensor hh(Tensor h);
        @Add Tensor gates(Tensor ih, Tensor hh);
        @Slice(end = 17) Tensor i0(Tensor gates);
        @Slice(start = 17, end = 34) Tensor f0(Tensor gates);
        @Slice(start = 34, end = 51) Tensor g0(Tensor gates);
        @Slice(start = 51) Tensor o0(Tensor gates);
        @Activation(SIGMOID) Tensor i(Tensor i0);
        @Activation(SIGMOID) Tensor f(Tensor f0);
        @Activation(TANH) Tensor g(Tensor g0);
        @Activation(SIGMOID) Tensor o(Tensor o0);
        @Multiply Tensor kept(Tensor f, Tensor c);
        @Multiply Tensor written(Tensor i, Tensor g);
        @Add @Next("c") Tensor memory(Tensor kept, Tensor written);
        @Activation(TANH) Tensor shown(Tensor memory);
        @Multiply @Next("h") @Output Tensor y(Tensor o, Tensor shown);
      }
      """;

  private static final String GRU =
      """
      @Cell interface Gated {
        @Input Tensor x();
        @State(17) Tensor h();
        @Dense(units = 51) Tensor ih(Tensor x);
        @Dense(units = 51) Tensor hh(Tensor h);
        @Slice(end = 34) Tensor xrz(Tensor ih);
        @Slice(end = 34) Tensor hrz(Tensor hh);
        @Add Tensor rz0(Tensor xrz, Tensor hrz);
        @Activation(SIGMOID) Tensor rz(Tensor rz0);
        @Slice(end = 17) Tensor r(Tensor rz);
        @Slice(start = 17) Tensor z(Tensor rz);
        @Slice(start = 34) Tensor xn(Tensor ih);
        @Slice(start = 34) Tensor hn(Tensor hh);
        @Multiply Tensor reset(Tensor r, Tensor hn);
        @Add Tensor n0(Tensor xn, Tensor reset);
        @Activation(TANH) Tensor n(Tensor n0);
        @Subtract Tensor difference(Tensor h, Tensor n);
        @Multiply Tensor part(Tensor z, Tensor difference);
        @Add @Next("h") @Output Tensor y(Tensor n, Tensor part);
      }
      """;

  private static String model(String name, String cell, String layer, boolean variable) {
    return """
    @Model(batch = 5, type = DataType.DOUBLE) interface %1$s {
      %2$s
      @SequenceInput(length = 6, features = 9, variable = %4$b) Tensor x();
      @Label({6, 17}) Tensor target();
      @Dense(units = 9) Tensor before(Tensor x);
      %3$s @Output Tensor y(Tensor before);
      @StateOf("h") @Output Tensor last(Tensor y);
      @MeanSquaredErrorLoss Tensor loss(Tensor y, Tensor target);
    }
    """
        .formatted(name, cell, layer, variable);
  }

  /**
   * Outputs, last states and gradients at all widths, with the same weights; where samples end at
   * steps of their own too.
   */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void areTheBuiltInLayersThatTheyDescribe(boolean variable) {
    Map<String, String> built =
        Map.of(ELMAN, "@SimpleRnn(units = 17)", LSTM, "@Lstm(units = 17)", GRU, "@Gru(units = 17)");
    Map<String, String> use =
        Map.of(ELMAN, "Elman.class", LSTM, "LongShort.class", GRU, "Gated.class");
    for (String cell : List.of(ELMAN, LSTM, GRU)) {
      Compilation compilation =
          Compilation.of(
              model("Own", cell, "@Recurrent(" + use.get(cell) + ")", variable),
              model("Built", "", built.get(cell), variable));
      for (int bits : Compilation.WIDTHS) {
        same(compilation.net("Own", bits), compilation.net("Built", bits));
      }
    }
  }

  /** One product with what is read and what is said, as courses write it. */
  @Test
  void weightsOfFeaturesSideBySideAreThoseOfTheBuiltInLayerSideBySide() {
    String joined =
        """
        @Cell interface Joined {
          @Input Tensor x();
          @State(17) Tensor h();
          @Concat Tensor hx(Tensor h, Tensor x);
          @Dense(units = 17, bias = false) Tensor sum(Tensor hx);
          @Activation(TANH) @Next("h") Tensor y(Tensor sum);
        }
        """;
    Compilation compilation =
        Compilation.of(
            model("Own", joined, "@Recurrent(Joined.class)", false),
            model("Built", "", "@SimpleRnn(units = 17, bias = false)", false));
    for (int bits : Compilation.WIDTHS) {
      Net own = compilation.net("Own", bits);
      Net built = compilation.net("Built", bits);
      Map<String, double[]> weights = cut(own.parameters());
      built.parameters(weights);
      Batch batch = Batch.random(own.spec(), 5, 2);
      assertClose(own.predict(batch), built.predict(batch));
      assertClose(built.step(batch).gradients(), cut(own.step(batch).gradients()));
    }
  }

  /** The weights of the state, which come first in each row, and of the input. */
  private static Map<String, double[]> cut(Map<String, double[]> own) {
    Map<String, double[]> cut = new LinkedHashMap<>(own);
    double[] all = cut.remove("y.sum.weight");
    double[] hidden = new double[17 * 17];
    double[] input = new double[17 * 9];
    for (int unit = 0; unit < 17; unit++) {
      System.arraycopy(all, unit * 26, hidden, unit * 17, 17);
      System.arraycopy(all, unit * 26 + 17, input, unit * 9, 9);
    }
    cut.put("y.weight_hh_l0", hidden);
    cut.put("y.weight_ih_l0", input);
    return cut;
  }

  private static final String VARYING =
      """
      @Cell interface Varying {
        @Input Tensor x();
        @Input Tensor z();
        @State({2, 3}) Tensor h();
        @Concat Tensor xz(Tensor x, Tensor z);
        @Dense(units = 6, activation = TANH) Tensor read(Tensor xz);
        @Reshape({2, 3}) Tensor square(Tensor read);
        @Multiply Tensor kept(Tensor h, Tensor square);
        @Add @Next("h") Tensor next(Tensor kept, Tensor square);
        @Flatten Tensor flat(Tensor next);
        @Dense(units = 4) @Output Tensor y(Tensor flat);
        @Activation(SIGMOID) @Output Tensor gate(Tensor x);
      }
      """;

  private static String varying(String header, int length, boolean variable) {
    return """
    %s {
      %s
      @SequenceInput(length = %3$d, features = 5, variable = %4$b) Tensor x();
      @Input({2, 3}) Tensor first();
      @Label({%3$d, 4}) Tensor target();
      @Dense(units = 3) Tensor z(Tensor x);
      @Recurrent(Varying.class) @Output Tensor y(Tensor x, Tensor z, Tensor first);
      @StateOf("gate") @Output Tensor gate(Tensor y);
      @StateOf("h") @Output Tensor h(Tensor y);
      @MeanSquaredErrorLoss Tensor loss(Tensor y, Tensor target);
    }
    """
        .formatted(header, VARYING, length, variable);
  }

  @TestFactory
  Stream<DynamicTest> samplesThatEnd() {
    OpHarness harness = new OpHarness();
    for (String use : List.of("", ", reverse = true", ", returnSequence = false")) {
      boolean sequence = !use.contains("returnSequence");
      harness.add(
          "varying" + use,
          3,
          VARYING
              + """
              @SequenceInput(length = 5, features = 5, variable = true) Tensor x();
              @Input({2, 3}) Tensor first();
              @Label({%s}) Tensor target();
              @Dense(units = 3) Tensor z(Tensor x);
              @Recurrent(value = Varying.class%s) @Output Tensor y(Tensor x, Tensor z, Tensor first);
              @StateOf("h") @Output Tensor h(Tensor y);
              @MeanSquaredErrorLoss Tensor loss(Tensor y, Tensor target);
              """
                  .formatted(sequence ? "5, 4" : "4", use));
    }
    return harness.tests();
  }

  /** Whatever lies behind the end. */
  @Test
  void aSampleThatEndsIsOneOfFewerSteps() {
    Compilation compilation =
        Compilation.of(
            varying("@Model(batch = 2, type = DataType.DOUBLE) interface Long", 5, true),
            varying("@Model(batch = 2, type = DataType.DOUBLE) interface Short", 3, false));
    for (int bits : Compilation.WIDTHS) {
      Net whole = compilation.net("Long", bits);
      Net part = compilation.net("Short", bits);
      part.parameters(whole.parameters());
      Batch batch = Batch.random(part.spec(), 2, 3);
      Map<String, double[]> expected = part.predict(batch);
      Map<String, double[]> found = whole.predict(ended(batch));
      assertArrayEquals(expected.get("h"), found.get("h"), 1e-14);
      for (String name : List.of("y", "gate")) {
        assertArrayEquals(padded(expected.get(name), 0), found.get(name), 1e-14, name);
      }
    }
  }

  private static Batch ended(Batch batch) {
    Map<String, double[]> values = new LinkedHashMap<>(batch.values());
    values.replaceAll((name, all) -> name.equals("first") ? all : padded(all, 7));
    values.put("x.steps", new double[] {3, 3});
    return new Batch(2, values);
  }

  /** Two samples of 3 steps as samples of 5. */
  private static double[] padded(double[] steps, double rest) {
    double[] padded = new double[steps.length / 3 * 5];
    Arrays.fill(padded, rest);
    for (int row = 0; row < 2; row++) {
      System.arraycopy(
          steps, row * steps.length / 2, padded, row * padded.length / 2, steps.length / 2);
    }
    return padded;
  }

  private static void same(Net own, Net built) {
    Map<String, double[]> weights = new LinkedHashMap<>();
    own.parameters().forEach((name, values) -> weights.put(builtIn(name), values));
    assertEquals(new TreeMap<>(built.parameters()).keySet(), new TreeMap<>(weights).keySet());
    built.parameters(weights);
    Batch batch = Batch.random(own.spec(), 5, 2);
    assertClose(own.predict(batch), built.predict(batch));
    assertClose(own.predictOne(batch.row(1)), built.predictOne(batch.row(1)));
    Map<String, double[]> gradients = new LinkedHashMap<>();
    own.step(batch).gradients().forEach((name, g) -> gradients.put(builtIn(name), g));
    assertClose(built.step(batch).gradients(), gradients);
  }

  private static String builtIn(String name) {
    return name.replaceFirst("y\\.([ih]h)\\.(weight|bias)", "y.$2_$1_l0");
  }

  private static void assertClose(Map<String, double[]> expected, Map<String, double[]> found) {
    assertTrue(expected.keySet().containsAll(found.keySet()), found::toString);
    expected.forEach((name, values) -> assertArrayEquals(values, found.get(name), 1e-12, name));
  }
}
