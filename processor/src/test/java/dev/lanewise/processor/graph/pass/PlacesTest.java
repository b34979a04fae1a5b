package dev.lanewise.processor.graph.pass;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.processor.graph.Composite;
import dev.lanewise.processor.graph.Graph;
import dev.lanewise.processor.graph.Graph.Role;
import dev.lanewise.processor.graph.Layout;
import dev.lanewise.processor.graph.Node;
import dev.lanewise.processor.graph.ProgramKind;
import dev.lanewise.processor.graph.Value;
import dev.lanewise.processor.loop.Target;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Where images lie in memory, and that nothing moves them from place to place. */
class PlacesTest {
  private static final String BRANCHES =
      """
      @Model(batch = 2) interface Branches {
        @Input({16, 3, 4}) Tensor x();
        @Label({2, 1, 2}) Tensor t();
        @Conv2d(filters = %d, kernel = 3, padding = Padding.SAME, activation = RELU) Tensor a(Tensor x);
        @MaxPool2d(value = 3, stride = 1, pads = 1) Tensor b(Tensor x);
        @Concat(axis = 0) Tensor ab(Tensor a, Tensor b);
        @Conv2d(filters = 2, kernel = 3) @Output Tensor y(Tensor ab);
        @MeanSquaredErrorLoss Tensor loss(Tensor y, Tensor t);
      }
      """;

  @Test
  void whatIsJoinedIsWrittenInPlace() {
    assertEquals(
        """
        xPacked = pack [pack elements]
        a = conv+relu [direct convolution] in place within ab
        b = max_pool [pool windows] in place within ab
        ab = concat [join in place]
        y = conv [direct convolution]
        y = pack [pack elements]
        """,
        predict(BRANCHES.formatted(16), Target.VECTOR_512));
  }

  /** 12 channels of 16 lanes: the next part would begin amid a vector. */
  @Test
  void whatIsNoWholeVectorIsCopied() {
    assertEquals(
        """
        xPacked = pack [pack elements]
        a = conv+relu [direct convolution]
        b = max_pool [pool windows]
        aPacked = pack [pack elements]
        bPacked = pack [pack elements]
        ab = concat [copy]
        abPacked = pack [pack elements]
        y = conv [direct convolution]
        y = pack [pack elements]
        """,
        predict(BRANCHES.formatted(12), Target.VECTOR_512));
    String narrow = predict(BRANCHES.formatted(12), Target.ofBits(128));
    assertTrue(narrow.contains("ab = concat [join in place]"), narrow);
  }

  private static final String RECURRENT =
      """
      @Model(batch = 2) interface Recurrent {
        @SequenceInput(length = 3, features = 2) Tensor x();
        @Label(%1$d) Tensor t();
        @Lstm(units = %1$d, returnSequence = false) @Output Tensor y(Tensor x);
        @MeanSquaredErrorLoss Tensor loss(Tensor y, Tensor t);
      }
      """;

  /** The gates over what the inputs give to them, and their gradients over the gates. */
  @Test
  void aLoopWritesOverWhatItHasRead() {
    Plan plan = training(RECURRENT.formatted(16));
    Value inputs = value(plan, "yInputs");
    assertEquals(inputs, plan.root(value(plan, "y")));
    assertEquals(inputs, plan.root(value(plan, "yGrad")));
    Value states = value(plan, "y.cSteps");
    assertEquals(states, plan.root(states));
  }

  /** Of 3 units 12 gates lie otherwise in rows than in sequences. */
  @Test
  void whatLiesOtherwiseHasAPlaceOfItsOwn() {
    Plan plan = training(RECURRENT.formatted(3));
    Value gates = value(plan, "y");
    assertEquals(gates, plan.root(gates));
  }

  @Test
  void theGradientOfAPartIsAViewOfTheWhole() {
    assertEquals(
        """
        abGrad = conv_transpose [direct convolution]
        aGrad = concat_grad [view] in place within abGrad
        aPreGrad = relu_grad [elementwise]
        """,
        line(train(BRANCHES.formatted(16)), "abGrad", "aGrad", "aPreGrad"));
  }

  /** Each join reads what the last one holds, with the borders that its convolutions read. */
  @Test
  void aDenseBlockLiesInOnePlace() {
    assertEquals(
        """
        xPacked = pack [pack elements]
        a = conv+relu [direct convolution] in place within abc
        b = conv+tanh [direct convolution] in place within abc
        ab = concat [join in place] in place within abc
        c = conv+tanh [direct convolution] in place within abc
        abc = concat [join in place]
        y = conv [direct convolution]
        y = pack [pack elements]
        """,
        predict(
            """
            @Model interface DenseBlock {
              @Input({7, 9}) Tensor x();
              @Conv1d(filters = 16, kernel = 3, padding = Padding.SAME, activation = RELU) Tensor a(Tensor x);
              @Conv1d(filters = 16, kernel = 3, padding = Padding.SAME, activation = TANH) Tensor b(Tensor a);
              @Concat(axis = 0) Tensor ab(Tensor a, Tensor b);
              @Conv1d(filters = 7, kernel = 3, padding = Padding.SAME, activation = TANH) Tensor c(Tensor ab);
              @Concat(axis = 0) Tensor abc(Tensor a, Tensor b, Tensor c);
              @Conv1d(filters = 5, kernel = 2) Tensor y(Tensor abc);
            }
            """,
            Target.VECTOR_512));
  }

  /** An input, a repetition, and a value that another join has. */
  @Test
  void whatHasNoPlaceOfItsOwnIsPacked() {
    assertEquals(
        """
        xPacked = pack [pack elements]
        a = conv [direct convolution] in place within c
        b = conv [direct convolution] in place within c
        bPart = pack [pack part] in place within d
        xPart = pack [pack part] in place within d
        bPart = pack [pack part] in place within d
        d = concat [join in place]
        c = concat [join in place]
        d = pack [pack elements]
        c = pack [pack elements]
        """,
        predict(
            """
            @Model interface Shared {
              @Input({16, 9}) Tensor x();
              @Conv1d(filters = 16, kernel = 1) Tensor a(Tensor x);
              @Conv1d(filters = 16, kernel = 1) Tensor b(Tensor a);
              @Concat(axis = 0) @Output Tensor d(@From("b") Tensor p, @From("x") Tensor q, @From("b") Tensor r);
              @Concat(axis = 0) @Output Tensor c(Tensor b, Tensor a);
            }
            """,
            Target.VECTOR_512));
  }

  private static final String SKIPS =
      """
      @Model(batch = 2) interface Skips {
        @Input({2, 4, 4}) Tensor x();
        @Label(5) Tensor t();
        @Conv2d(filters = 5, kernel = 3, padding = Padding.SAME, activation = RELU) Tensor stem(Tensor x);
        @Conv2d(filters = 5, kernel = 3, padding = Padding.SAME) Tensor a(Tensor stem);
        @Add Tensor sum(Tensor stem, Tensor a);
        @Activation(RELU) Tensor b(Tensor sum);
        @Dropout(0.25) Tensor dropped(Tensor b);
        @Conv2d(filters = 5, kernel = 3, padding = Padding.SAME) Tensor c(Tensor dropped);
        @Conv2d(filters = 5, kernel = 1) Tensor project(Tensor b);
        @Add Tensor projected(Tensor c, Tensor project);
        @Activation(RELU) Tensor d(Tensor projected);
        @GlobalAvgPool Tensor mean(Tensor d);
        @Dense(units = 5) Tensor deep(Tensor mean);
        @Add Tensor both(Tensor mean, Tensor deep);
        @Activation(RELU) @Output Tensor y(Tensor both);
        @MeanSquaredErrorLoss Tensor loss(Tensor y, Tensor t);
      }
      """;

  /** Sum and activation of a residual block are steps of its convolution, or dense layer. */
  @Test
  void whatIsSkippedIsAddedInTheProduct() {
    assertEquals(
        """
        xPacked = pack [pack elements]
        stem = conv+relu [direct convolution]
        b = conv+add+relu [direct convolution]
        project = conv [direct convolution]
        d = conv+add+relu [direct convolution]
        meanPixel = average_pool [pool windows]
        mean = reshape [view]
        y = dense+add+relu [outer product]
        y = pack [pack rows]
        """,
        predict(SKIPS, Target.VECTOR_512));
  }

  /** Backward too: gradients that meet are added where the last of them is made. */
  @Test
  void masksAndSumsOfGradientsKeepChannelsSideBySide() {
    String text = train(SKIPS);
    assertEquals(
        """
        dropped = mask [pixels]
        droppedPreGrad = mask [pixels]
        bPreGrad = conv_transpose+add+relu_grad [direct convolution]
        stemPreGrad = conv_transpose+add+relu_grad [direct convolution]
        """,
        line(text, "dropped", "droppedPreGrad", "bPreGrad", "stemPreGrad"));
    List<String> packed =
        text.lines().filter(l -> l.contains("= pack ")).map(l -> l.split(" ")[0]).toList();
    assertEquals(List.of("xPacked", "tPacked"), packed);
  }

  @Test
  void aPartFromAWholeVectorOnIsAView() {
    String text =
        train(
            """
            @Model(batch = 2) interface Split {
              @Input({5, 4, 4}) Tensor x();
              @Label({4, 4, 4}) Tensor t();
              @Conv2d(filters = 35, kernel = 3, padding = Padding.SAME) Tensor stem(Tensor x);
              @Slice(axis = 0, end = 16) Tensor l(Tensor stem);
              @Slice(axis = 0, start = 16) Tensor r(Tensor stem);
              @Slice(axis = 0, start = 3) Tensor amid(Tensor stem);
              @Conv2d(filters = 4, kernel = 1) Tensor a(Tensor l);
              @Conv2d(filters = 4, kernel = 3, padding = Padding.SAME) Tensor b(Tensor r);
              @Conv2d(filters = 4, kernel = 1) Tensor c(Tensor amid);
              @Add @Output Tensor y(Tensor a, Tensor b, Tensor c);
              @MeanSquaredErrorLoss Tensor loss(Tensor y, Tensor t);
            }
            """);
    assertEquals(
        """
        l = slice [view] in place within stem
        r = slice [view] in place within stem
        amid = slice [copy]
        """,
        line(text, "l", "r", "amid"));
    assertEquals(2, text.lines().filter(l -> l.contains("slice_grad [copy channels]")).count());
  }

  /** Features lie as the channels of a pixel do. */
  @Test
  void joinedFeaturesAreWrittenInPlace() {
    String text =
        train(
            """
            @Model(batch = 3) interface Wide {
              @Input(5) Tensor x();
              @Label(2) Tensor t();
              @Dense(units = 16, activation = RELU) Tensor a(Tensor x);
              @Dense(units = 32) Tensor b(Tensor x);
              @Dense(units = 7, activation = SIGMOID) Tensor c(Tensor a);
              @Concat Tensor all(Tensor a, Tensor b, Tensor c);
              @Dense(units = 2) @Output Tensor y(Tensor all);
              @MeanSquaredErrorLoss Tensor loss(Tensor y, Tensor t);
            }
            """);
    assertEquals(
        """
        a = dense+relu [outer product] in place within all
        b = dense [outer product] in place within all
        c = dense+sigmoid [outer product] in place within all
        all = concat [join in place]
        aGrad = concat_grad [view] in place within allGrad
        bGrad = concat_grad [view] in place within allGrad
        cGrad = concat_grad [view] in place within allGrad
        cPreGrad = sigmoid_grad [elementwise]
        aPreGrad = dense_input_grad+add+relu_grad [outer product]
        """,
        line(text, "a", "b", "c", "all", "aGrad", "bGrad", "cGrad", "cPreGrad", "aPreGrad"));
  }

  /** Two writers of one place are found, and so is a part of nothing. */
  @Test
  void theVerifierRefusesWhatOverlaps() {
    Plan plan = plan(Passes.frontend(BRANCHES.formatted(16)), Target.VECTOR_512);
    PlanVerifier.verify(plan);
    Value a = value(plan, "a");
    Value b = value(plan, "b");
    Layout over = plan.layout(a).slice(1, 8, 8, false);
    refused("b is written where another value lies", with(plan, b, over, plan.within()));
    Map<Value, Value> without = new HashMap<>(plan.within());
    without.remove(b);
    refused("b is a part of nothing", with(plan, b, plan.layout(b), without));
    Layout shorter = plan.layout(b).slice(1, 0, 7, false);
    refused("is not made of its parts", with(plan, b, shorter, plan.within()));
  }

  private static void refused(String fault, Plan plan) {
    Exception e = assertThrows(IllegalStateException.class, () -> PlanVerifier.verify(plan));
    assertTrue(e.getMessage().contains(fault), e.getMessage());
  }

  private static Plan with(Plan plan, Value value, Layout layout, Map<Value, Value> within) {
    Map<Value, Layout> layouts = new HashMap<>(plan.layouts());
    layouts.put(value, layout);
    return new Plan(plan.graph(), plan.context(), plan.algorithms(), layouts, within, plan.steps());
  }

  private static Value value(Plan plan, String name) {
    return plan.graph().nodes().stream()
        .filter(node -> node.name().equals(name))
        .findFirst()
        .orElseThrow()
        .result();
  }

  private static Plan plan(Graph graph, Target target) {
    Graph results = Prune.run(graph, output -> output.role() == Role.RESULT);
    Graph known = Expand.run(results, Composite.Mode.PREDICTION);
    return Passes.plan(Fuse.run(known), target, ProgramKind.BATCHED);
  }

  private static String predict(String model, Target target) {
    return text(plan(Passes.frontend(model), target));
  }

  private static String train(String model) {
    return text(training(model));
  }

  private static Plan training(String model) {
    Graph graph = Fuse.run(Passes.autodiff(Passes.frontend(model)));
    return Passes.plan(graph, Target.VECTOR_512, ProgramKind.TRAINING);
  }

  /** A line for each batched node: its op, its algorithm, and whose place it has. */
  private static String text(Plan plan) {
    return plan.graph().nodes().stream()
        .filter(node -> plan.algorithm(node) != null && node.types().getFirst().isBatched())
        .map(node -> line(plan, node))
        .collect(Collectors.joining());
  }

  private static String line(Plan plan, Node node) {
    Value value = node.result();
    String place = plan.layout(value).part() ? " in place within " + plan.root(value).name() : "";
    String algorithm = plan.algorithm(node).name();
    return node.name() + " = " + node.op().mnemonic() + " [" + algorithm + "]" + place + "\n";
  }

  private static String line(String text, String... names) {
    List<String> all = List.of(names);
    return text.lines()
        .filter(line -> all.contains(line.split(" ")[0]))
        .map(line -> line + "\n")
        .collect(Collectors.joining());
  }
}
