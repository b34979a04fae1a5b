package dev.lanewise.processor.graph.pass;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lanewise.processor.graph.Composite;
import dev.lanewise.processor.graph.Graph;
import dev.lanewise.processor.graph.Graph.Role;
import dev.lanewise.processor.graph.Node;
import dev.lanewise.processor.graph.scan.Regions;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What leaves the loop of a cell, and what must stay. */
class HoistScansTest {
  private static final String JOINED =
      """
      @Cell interface Elman {
        @Input Tensor x();
        @State(3) Tensor h();
        @Concat Tensor xh(Tensor x, Tensor h);
        @Dense(units = 3, activation = TANH) @Next("h") Tensor next(Tensor xh);
      }
      """;

  private static Graph prediction(String cell, String use) {
    return Prune.run(model(cell, use), output -> output.role() == Role.RESULT);
  }

  private static Graph model(String cell, String use) {
    return Passes.frontend(
        """
        @Model(batch = 4) interface Net {
          %s
          @SequenceInput(length = 7, features = 2) Tensor x();
          @Label({7, 3}) Tensor t();
          %s @Output Tensor y(Tensor x);
          @MeanSquaredErrorLoss Tensor loss(Tensor y, Tensor t);
        }
        """
            .formatted(cell, use));
  }

  private static Graph hoisted(Graph graph, Composite.Mode mode) {
    return HoistScans.run(Expand.run(graph, mode));
  }

  private static Graph inlined(Graph graph) {
    return InlineScans.run(PrepareScans.run(hoisted(graph, Composite.Mode.PREDICTION)));
  }

  /** The weights of input and state lie side by side in one parameter. */
  @Test
  void featuresSideBySideAreCutApart() {
    assertEquals(
        """
        graph Net
        %3 y.next.weightFrom0 : f32[3,2] = slice %1 {axis 1 from 0 until 2 step 1}
        %4 y.xRows : f32[rows<=28,2] = fold_time %0
        %5 y.nextLinearFrom0Rows : f32[rows<=28,3] = dense %4, %3, %2
        %6 y.next.weightFrom2 : f32[3,3] = slice %1 {axis 1 from 2 until 5 step 1}
        %7 y.nextLinearFrom0Steps : f32[rows<=4,7,3] = unfold_time %5
        %8 y.h : f32[rows<=4,3] = state {y}
        %9 y.nextLinearFrom0 : f32[rows<=4,3] = step %7 {y}
        %10 y.next : f32[rows<=4,3] = dense+add+tanh %8, %6, %9
        %11 y : f32[rows<=4,7,3] = stack %10 {y}
        %12 y.hNext : f32[rows<=4,3] = next %8, %10 {y}
        result y = %11
        """,
        Passes.computed(
            Passes.print(Fuse.run(inlined(prediction(JOINED, "@Recurrent(Elman.class)"))))));
  }

  private static final String LSTM =
      """
      @Cell interface LongShort {
        @Input Tensor x();
        @State(3) Tensor h();
        @State(3) Tensor c();
        %s
        @Slice(end = 3) Tensor i0(Tensor gates);
        @Slice(start = 3, end = 6) Tensor f0(Tensor gates);
        @Slice(start = 6, end = 9) Tensor g0(Tensor gates);
        @Slice(start = 9) Tensor o0(Tensor gates);
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
  private static final String SUM =
      """
      @Dense(units = 12) Tensor ih(Tensor x);
      @Dense(units = 12) Tensor hh(Tensor h);
      @Add Tensor gates(Tensor ih, Tensor hh);
      """;
  private static final String CONCAT =
      """
      @Concat Tensor xh(Tensor x, Tensor h);
      @Dense(units = 12) Tensor gates(Tensor xh);
      """;

  /** Forward, and backward through time. */
  @Test
  void anLstmMultipliesInItsLoopWhatTheBuiltInOneDoes() {
    List<String> built = products("", "@Lstm(units = 3)");
    assertEquals(
        List.of(
            "dense f32[rows<=28,2]",
            "dense f32[rows<=4,3] in the loop",
            "dense_input_grad f32[rows<=4,12] in the loop",
            "dense_weight_grad f32[rows<=28,12] f32[rows<=28,2] f32[rows<=28,3]"),
        built);
    assertEquals(built, products(LSTM.formatted(SUM), "@Recurrent(LongShort.class)"));
    assertEquals(built, products(LSTM.formatted(CONCAT), "@Recurrent(LongShort.class)"));
  }

  /** What products read, sorted. */
  private static List<String> products(String cell, String use) {
    Graph train = Passes.autodiff(model(cell, use));
    Regions regions = Regions.of(train);
    return train.nodes().stream()
        .filter(node -> node.op().mnemonic().startsWith("dense"))
        .map(node -> text(node) + (regions.of(node).isPresent() ? " in the loop" : ""))
        .sorted()
        .toList();
  }

  private static String text(Node node) {
    return node.inputs().stream()
        .filter(input -> input.type().isBatched())
        .map(input -> " " + input.type())
        .sorted()
        .collect(Collectors.joining("", node.op().mnemonic(), ""));
  }

  /** The same units are dropped at each step: as rows they would get numbers of their own. */
  @Test
  void whatIsDrawnAtRandomStays() {
    Graph graph =
        model(
            """
            @Cell interface Dropping {
              @Input Tensor x();
              @State(3) Tensor h();
              @Dropout(0.5) Tensor some(Tensor x);
              @Dense(units = 3) Tensor ih(Tensor some);
              @Add @Next("h") Tensor next(Tensor ih, Tensor h);
            }
            """,
            "@Recurrent(Dropping.class)");
    assertEquals(
        List.of("sequence", "state", "mask", "invariant", "invariant", "dense", "add"),
        body(graph, Composite.Mode.TRAINING));
    assertEquals(List.of("state", "sequence", "add"), body(graph, Composite.Mode.PREDICTION));
  }

  /**
   * A gate of the input's product is a view of it at the step; what nobody reads in the loop goes.
   */
  @Test
  void whatOnlyMovesElementsIsLeftWhereItIsRead() {
    Graph graph =
        model(
            """
            @Cell interface Halves {
              @Input Tensor x();
              @State(3) Tensor h();
              @Dense(units = 6) Tensor both(Tensor x);
              @Slice(end = 3) Tensor left(Tensor both);
              @Slice(start = 3) Tensor right(Tensor both);
              @Activation(SIGMOID) Tensor gate(Tensor right);
              @Add Tensor sum(Tensor left, Tensor h);
              @Multiply @Next("h") Tensor next(Tensor sum, Tensor gate);
            }
            """,
            "@Recurrent(Halves.class)");
    assertEquals(
        List.of("state", "sequence", "slice", "add", "sequence", "multiply"),
        body(graph, Composite.Mode.PREDICTION));
  }

  private static List<String> body(Graph graph, Composite.Mode mode) {
    Graph ready = PrepareScans.run(hoisted(Prune.run(graph, o -> o.role() == Role.RESULT), mode));
    return ready.nodes().stream()
        .flatMap(node -> node.op().bodies().stream())
        .flatMap(body -> body.nodes().stream())
        .map(node -> node.op().mnemonic())
        .toList();
  }

  /** An output is a product with the states of all steps, as rows. */
  @Test
  void productsForWhichNoStateWaitsComeBehindTheLoop() {
    Graph graph =
        inlined(
            prediction(
                """
                @Cell interface Reader {
                  @Input Tensor x();
                  @State(4) Tensor h();
                  @Concat Tensor xh(Tensor x, Tensor h);
                  @Dense(units = 4, activation = TANH) @Next("h") Tensor next(Tensor xh);
                  @Dense(units = 3) Tensor scores(Tensor xh);
                  @Softmax @Output Tensor y(Tensor scores);
                }
                """,
                "@Recurrent(Reader.class)"));
    Regions regions = Regions.of(graph);
    assertEquals(
        List.of("state", "dense", "step", "add", "tanh", "stack", "next"),
        mnemonics(
            graph, node -> regions.of(node).isPresent() || node.op().mnemonic().equals("state")));
    assertEquals(
        List.of(
            "dense f32[rows<=28,2]",
            "dense f32[rows<=28,2]",
            "dense f32[rows<=28,4]",
            "softmax f32[rows<=28,3]"),
        graph.nodes().stream()
            .filter(node -> regions.of(node).isEmpty())
            .filter(node -> List.of("dense", "softmax").contains(node.op().mnemonic()))
            .map(HoistScansTest::text)
            .toList());
  }

  private static List<String> mnemonics(Graph graph, Predicate<Node> which) {
    return graph.nodes().stream().filter(which).map(node -> node.op().mnemonic()).toList();
  }

  /** A result that waits for nothing is no result of the loop, and a loop of none is gone. */
  @Test
  void aCellWithoutFeedbackIsNoLoop() {
    Graph graph =
        inlined(
            prediction(
                """
                @Cell interface Plain {
                  @Input Tensor x();
                  @State(3) Tensor unread();
                  @Dense(units = 3, activation = TANH) @Next("unread") @Output Tensor y(Tensor x);
                }
                """,
                "@Recurrent(Plain.class)"));
    assertEquals(
        """
        graph Net
        %3 y.xRows : f32[rows<=28,2] = fold_time %0
        %4 y.yLinearRows : f32[rows<=28,3] = dense %3, %1, %2
        %5 y.yRows : f32[rows<=28,3] = tanh %4
        %6 y.ySteps : f32[rows<=4,7,3] = unfold_time %5
        result y = %6
        """,
        Passes.computed(Passes.print(graph)));
  }
}
