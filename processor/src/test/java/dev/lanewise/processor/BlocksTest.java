package dev.lanewise.processor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.processor.compiled.Batch;
import dev.lanewise.processor.compiled.Compilation;
import dev.lanewise.processor.compiled.Net;
import dev.lanewise.processor.graph.Graph;
import dev.lanewise.processor.graph.Node;
import dev.lanewise.processor.graph.ParameterOp;
import dev.lanewise.processor.reference.Agreement;
import dev.lanewise.runtime.Adam;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Models of blocks, beside the same models written out. */
class BlocksTest {
  private static final String BLOCKS =
      """
      @Block interface Residual {
        @Input Tensor x();
        @Dense(units = 7, activation = RELU) Tensor hidden(Tensor x);
        @Dense(units = 5) @Named("fc.2") Tensor change(Tensor hidden);
        @Add Tensor sum(Tensor x, Tensor change);
        @Activation(RELU) @Output Tensor y(Tensor sum);
      }
      """;

  /** Two levels, uses of their own and shared ones, and results besides the first. */
  private static final String NESTED =
      """
      @Model(batch = 5) interface Nested {
      """
          + BLOCKS
          + """
          @Block interface Encoder {
            @Use(Residual.class) Tensor first(Tensor x);
            @Output @Use(Residual.class) @Named("blocks.1") Tensor second(Tensor first);
            @Dense(units = 3) @Output Tensor spread(Tensor first);
            @Input Tensor x();
          }
          """
          + """
            @Input(5) Tensor a();
            @Input(5) Tensor b();
            @Label(5) Tensor target();
            @Use(Encoder.class) Tensor own(Tensor a);
            @Use(value = Encoder.class, shared = "both") Tensor left(Tensor own);
            @Use(value = Encoder.class, shared = "both") Tensor right(Tensor b);
            @StateOf("spread") @Output Tensor spread(Tensor right);
            @StateOf("second") @Output Tensor again(Tensor right);
            @Output @Add Tensor y(Tensor left, Tensor right);
            @MeanSquaredErrorLoss Tensor loss(Tensor y, Tensor target);
          }
          """;

  private static final String WRITTEN_OUT =
      """
      @Model(batch = 5) interface WrittenOut {
        @Input(5) Tensor a();
        @Input(5) Tensor b();
        @Label(5) Tensor target();
        @Dense(units = 7, activation = RELU) @Named("own.first.hidden") Tensor hidden1(Tensor a);
        @Dense(units = 5) @Named("own.first.fc.2") Tensor change1(Tensor hidden1);
        @Add Tensor sum1(Tensor a, Tensor change1);
        @Activation(RELU) Tensor y1(Tensor sum1);
        @Dense(units = 7, activation = RELU) @Named("own.blocks.1.hidden") Tensor hidden2(Tensor y1);
        @Dense(units = 5) @Named("own.blocks.1.fc.2") Tensor change2(Tensor hidden2);
        @Add Tensor sum2(Tensor y1, Tensor change2);
        @Activation(RELU) Tensor y2(Tensor sum2);
        @Output @Dense(units = 5) @Named("head") Tensor y(Tensor y2);
        @MeanSquaredErrorLoss Tensor loss(Tensor y, Tensor target);
        @Softmax @Output Tensor unused(Tensor b);
      }
      """;

  private static final String IN_BLOCKS =
      """
      @Model(batch = 5) interface InBlocks {
        @Input(5) Tensor a();
        @Input(5) Tensor b();
        @Label(5) Tensor target();
        @Block interface Encoder {
          @Input Tensor x();
          @Use(Residual.class) Tensor first(Tensor x);
          @Use(Residual.class) @Named("blocks.1") Tensor second(Tensor first);
        }
        @Use(Encoder.class) Tensor own(Tensor a);
        @Output @Dense(units = 5) @Named("head") Tensor y(Tensor own);
        @MeanSquaredErrorLoss Tensor loss(Tensor y, Tensor target);
        @Softmax @Output Tensor unused(Tensor b);
      """
          + BLOCKS
          + "}";

  private static final String TWINS =
      """
      @Model interface Twins {
        @Input(5) Tensor x();
        @Use(Residual.class) @Output Tensor y(Tensor x);
        @StateOf("y") @Output Tensor twin(Tensor y);
      """
          + BLOCKS
          + "}";

  /** A highway layer, a block that is a trained value, and one whose weights are penalised. */
  private static final String GATED =
      """
      @Model(batch = 3, type = DataType.DOUBLE) interface Gated {
        @Block interface Highway {
          @Input Tensor x();
          @Input Tensor bias();
          @Dense(units = 9) Tensor scores(Tensor x);
          @Add Tensor shifted(Tensor scores, Tensor bias);
          @Activation(SIGMOID) Tensor gate(Tensor shifted);
          @Dense(units = 9, activation = TANH) @L2(0.1) Tensor change(Tensor x);
          @Subtract Tensor difference(Tensor change, Tensor x);
          @Multiply Tensor through(Tensor gate, Tensor difference);
          @Add Tensor y(Tensor x, Tensor through);
        }
        @Block interface Bias {
          @Parameter(9) Tensor value();
        }
        @Input(9) Tensor x();
        @Label(9) Tensor target();
        @Use(Bias.class) Tensor bias();
        @Use(value = Highway.class, shared = "layer") Tensor first(Tensor x, Tensor bias);
        @Use(value = Highway.class, shared = "layer") Tensor second(Tensor first, Tensor bias);
        @Use(Highway.class) @Output Tensor third(Tensor second, Tensor bias);
        @Output @StateOf("value") Tensor trained(Tensor bias);
        @MeanSquaredErrorLoss Tensor loss(Tensor third, Tensor target);
      }
      """;

  private static final Compilation COMPILATION =
      Compilation.of(NESTED, WRITTEN_OUT, IN_BLOCKS, TWINS, GATED);

  @Test
  void namesNestAsInPytorchAndSharedParametersAreThereOnce() {
    assertEquals(
        List.of(
            "own.first.hidden.weight",
            "own.first.hidden.bias",
            "own.first.fc.2.weight",
            "own.first.fc.2.bias",
            "own.blocks.1.hidden.weight",
            "own.blocks.1.hidden.bias",
            "own.blocks.1.fc.2.weight",
            "own.blocks.1.fc.2.bias",
            "both.first.hidden.weight",
            "both.first.hidden.bias",
            "both.first.fc.2.weight",
            "both.first.fc.2.bias",
            "both.blocks.1.hidden.weight",
            "both.blocks.1.hidden.bias",
            "both.blocks.1.fc.2.weight",
            "both.blocks.1.fc.2.bias",
            "both.spread.weight",
            "both.spread.bias"),
        List.copyOf(COMPILATION.net("Nested", 0).parameters().keySet()));
  }

  @Test
  void everyWidthAgreesWithTheInterpreter() {
    Agreement.check(COMPILATION, "Nested");
    Agreement.check(COMPILATION, "Gated");
  }

  @Test
  void whatIsSharedIsPenalisedOnce() {
    Graph gated = COMPILATION.graph("Gated");
    assertEquals(
        List.of("layer.change.weight", "third.change.weight"),
        gated.outputs(Graph.Role.LOSS).stream()
            .filter(loss -> !loss.name().equals("loss"))
            .map(loss -> parameter(loss.value().node()))
            .toList());
  }

  private static String parameter(Node node) {
    return node.op() instanceof ParameterOp ? node.name() : parameter(node.input(0).node());
  }

  @ParameterizedTest
  @ValueSource(ints = {512, 256, 128, 0})
  void aModelOfBlocksComputesWhatItDoesWrittenOut(int bits) {
    Net written = COMPILATION.net("WrittenOut", bits);
    Net blocks = COMPILATION.net("InBlocks", bits);
    Batch batch = Batch.random(written.spec(), 5, 3);
    assertArrayEquals(
        written.train(batch, Adam.withLearningRate(0.01), 5),
        blocks.train(batch, Adam.withLearningRate(0.01), 5));
    assertSame(written.parameters(), blocks.parameters());
    assertSame(written.predict(batch), blocks.predict(batch));
  }

  private static void assertSame(Map<String, double[]> expected, Map<String, double[]> found) {
    assertEquals(List.copyOf(expected.keySet()), List.copyOf(found.keySet()));
    expected.forEach((name, values) -> assertArrayEquals(values, found.get(name), name));
  }

  /** The first output of a block under two names of the model: each has an array of its own. */
  @Test
  void oneValueMayBeSeveralOutputs() {
    List<Graph.Output> results = COMPILATION.graph("Nested").outputs(Graph.Role.RESULT);
    assertEquals(
        List.of("spread", "again", "y"), results.stream().map(Graph.Output::name).toList());
    assertEquals("right.second.y", results.get(1).value().node().name());
    Net net = COMPILATION.net("Twins", 512);
    Map<String, double[]> found = net.predict(Batch.random(net.spec(), 3, 1));
    assertArrayEquals(found.get("y"), found.get("twin"));
  }

  @Test
  void innerNodesAreNamedByTheirPathAndSayWhereTheyStand() {
    Node fc =
        COMPILATION.graph("Nested").nodes().stream()
            .filter(node -> node.name().equals("left.second.change"))
            .findFirst()
            .orElseThrow();
    assertEquals("Residual.change (used by Nested.left.second)", fc.origin().toString());
  }

  @Test
  void theCardHasALineForEachInnerLayer() {
    String facade = COMPILATION.sources().get("NestedNet");
    for (String layer :
        List.of("own.first.hidden", "own.second.change", "left.second.y", "right.spread")) {
      assertTrue(facade.lines().anyMatch(line -> line.contains(layer + " ")), layer);
    }
  }

  @Test
  void theCompanionKeepsTheOrderAndWhatIsRead() {
    String companion =
        Compilation.of(
                """
                @Block public interface Gate {
                  @Use(Inner.class) Tensor use(@From("x") Tensor first, Tensor other);
                  @Input Tensor x();
                  @Input(3) Tensor other();
                  @Block interface Inner {
                    @Add Tensor y(Tensor a, Tensor b);
                    @Input Tensor a();
                    @Input Tensor b();
                  }
                }
                """)
            .sources()
            .get("GateBlock");
    assertTrue(companion.contains("public interface GateBlock {"), companion);
    assertTrue(
        companion.contains(
            """
              String NODES =
                  "use x other\\n"
                      + "x\\n"
                      + "other\\n";
            """),
        companion);
  }
}
